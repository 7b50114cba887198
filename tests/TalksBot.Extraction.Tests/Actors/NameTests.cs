using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("Dr Hanna Wójcik said the plan was sound.", "Hanna Wójcik")]
    [InlineData("Sir Peter Holloway said the plan was sound.", "Peter Holloway")]
    [InlineData("Foreign Secretary Anna Berg said the plan was sound.", "Anna Berg")]
    [InlineData("Hospital director Martin O’Rourke said the plan was sound.", "Martin O'Rourke")]
    [InlineData("Secretary of State Robert Hale said the plan was sound.", "Robert Hale")]
    [InlineData("Deputy Minister of Transport Elena Marković said the plan was sound.", "Elena Marković")]
    [InlineData("The envoy, Pieter van der Meer, said the plan was sound.", "Pieter van der Meer")]
    [InlineData("Crown Prince Khalid bin Rashid said the plan was sound.", "Khalid bin Rashid")]
    [InlineData("Prime Minister Hun Vannak said the plan was sound.", "Hun Vannak")]
    [InlineData("Judge J. T. Merriman said the plan was sound.", "J. T. Merriman")]
    [InlineData("MINISTER ANNA BERG said the plan was sound.", "ANNA BERG")]
    [InlineData("Anne-Marie Duchêne, who runs the port, said the plan was sound.", "Anne-Marie Duchêne")]
    public void A_name_is_canonical_without_its_title(string text, string name) => Assert.Contains(name, Reading.Of(text).Names);

    [Fact]
    public void Title_and_country_tell_role_and_government()
    {
        var actor = Reading.Of("Norwegian Trade Minister Kari Solberg arrived. Solberg said little.").Actor("Kari Solberg");

        Assert.Equal(("Norwegian Trade Minister", "Norway", ActorKind.Person), (actor.Role, actor.Of, actor.Kind));
        Assert.Contains("Solberg", actor.Aliases);
    }

    [Fact]
    public void An_apposition_behind_the_name_tells_the_role()
    {
        var actor = Reading.Of("Milena Kraus, the port's harbour master and treasurer, opened the talks.").Actor("Milena Kraus");

        Assert.Contains("treasurer", Reading.Of("Milena Kraus, the guild's treasurer, opened the talks.").Actor("Milena Kraus").Role, StringComparison.Ordinal);
        Assert.Equal(ActorKind.Person, actor.Kind);
    }

    [Fact]
    public void A_possessive_in_front_of_a_role_tells_whose_it_is()
    {
        var reading = Reading.Of("The Dockers' Federation (DF) turned the offer down. “It is an insult,” said its chairwoman, Ewa Nowak.");

        Assert.Equal("Dockers' Federation", reading.Actor("Ewa Nowak").Of);
        Assert.Contains("DF", reading.Actor("Dockers' Federation").Aliases);
    }

    [Theory]
    [InlineData("[[Paris]] rejected the terms on Friday.", "France")]
    [InlineData("The talks were held in [[Paris]] on Friday.", "")]
    [InlineData("The [[French]] government rejected the terms.", "France")]
    [InlineData("[[The United States]] would not comment.", "United States")]
    [InlineData("[[the Hungarian side]] said no.", "Hungary")]
    public void A_capital_acts_for_its_government_but_as_a_place_is_none(string text, string who) => Assert.Equal(who, Reading.Of("On Friday it rained. " + text).Who);

    [Theory]
    [InlineData("Veldoria's foreign minister, Jan Horak, left early. [[Veldoria]] said nothing.", "Veldoria")]
    [InlineData("The governments of Veldoria and Sarnia met. The [[Sarnian]] side said nothing.", "Sarnia")]
    [InlineData("Veldorian officials were silent. [[Veldoria]] denied the report.", "Veldoria")]
    [InlineData("Veldoria's capital, Brenn, was calm. [[Brenn]] denied the report.", "Veldoria")]
    public void A_country_that_no_list_has_is_learned_from_the_text(string text, string who)
    {
        var reading = Reading.Of(text);

        Assert.Equal(who, reading.Who);
        Assert.Equal(ActorKind.Government, reading.Actor(who).Kind);
    }

    [Theory]
    [InlineData("The Northern Harbours Council (NHC) met. [[The NHC]] said it would wait.", "Northern Harbours Council")]
    [InlineData("The National Institute of Hydrology said the dam was safe. [[The institute]] gave no figures.", "National Institute of Hydrology")]
    [InlineData("The Ministry of Foreign Affairs said no. [[The ministry]] gave no reason.", "Ministry of Foreign Affairs")]
    [InlineData("“We wait,” [[the Teachers' Union]] said.", "Teachers' Union")]
    public void A_body_goes_by_name_acronym_and_noun(string text, string who) => Assert.Equal(who, Reading.Of(text).Who);

    [Fact]
    public void Words_with_a_capital_at_the_start_of_a_sentence_are_no_names()
    {
        var names = Reading.Of("Nobody came. However, talks went on. Fishing stopped on Monday in January. Yesterday was quiet.").Names;

        Assert.Empty(names);
    }

    [Fact]
    public void A_headline_in_title_case_names_nobody_new()
    {
        var names = Reading.Of("Mayor Hedda Lind Rejects Harbour Plan\n\nMayor Hedda Lind rejected the plan on Monday. Lind said it was dear.").Names;

        Assert.Equal(["Hedda Lind"], names);
    }

    [Fact]
    public void The_byline_and_the_dateline_are_no_actors()
    {
        var names = Reading.Of("Harbour plan rejected\n\nBy Nadia Ferrero, Staff Writer\n\nLUND, May 3 — Mayor Hedda Lind rejected the plan on Monday.").Names;

        Assert.Equal(["Hedda Lind"], names);
    }

    [Fact]
    public void Places_that_never_act_are_no_actors()
    {
        var names = Reading.Of("Mayor Hedda Lind met the crews near Gullmar Bridge in Tanum and in Port Wessel.").Names;

        Assert.Equal(["Hedda Lind"], names);
    }

    [Fact]
    public void A_known_actor_is_called_by_its_canonical_name()
    {
        var known = new Actor { Name = "Volker Brandt", Kind = ActorKind.Person, Role = "Austrian chancellor", Aliases = ["Brandt", "the Austrian chancellor"] };

        Assert.Equal("Volker Brandt", Reading.Of("[[Brandt]] said the talks went on.", known).Who);
        Assert.Equal("Volker Brandt", Reading.Of("[[The Austrian chancellor]] said the talks went on.", known).Who);
    }

    [Fact]
    public void A_known_surname_that_the_text_gives_to_somebody_else_is_not_taken_over()
    {
        var known = new Actor { Name = "Volker Brandt", Kind = ActorKind.Person, Aliases = ["Brandt"] };

        var reading = Reading.Of("Ship owner Ilse Brandt arrived early. [[Brandt]] said the talks went on.", known);

        Assert.Equal("Ilse Brandt", reading.Who);
    }

    [Fact]
    public void The_longest_alias_decides()
    {
        var minister = new Actor { Name = "Ana Petrov", Kind = ActorKind.Person, Aliases = ["Petrov"] };
        var brother = new Actor { Name = "Ivo Petrov", Kind = ActorKind.Person, Aliases = ["Ivo Petrov"] };

        Assert.Equal("Ivo Petrov", Reading.Of("[[Ivo Petrov]] said no.", minister, brother).Who);
    }
}
