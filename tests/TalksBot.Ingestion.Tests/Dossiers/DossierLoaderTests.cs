using TalksBot.Domain;

namespace TalksBot.Ingestion.Tests;

public sealed class DossierLoaderTests
{
    private const string Good = """
        name: ferry
        title: Ferry talks
        visibleTo: [discord:1234, slack:T0AB]
        timeZone: Europe/Oslo
        keywords: [ferry, "crossing fee"]
        actors:
          - name: Ada Wren
            kind: person
            role: Ferry Minister
            of: Port Selm
            aliases: [Wren, "Minister: Wren"]
          - name: Port Selm
            kind: government
        feeds:
          - url: https://example.org/ferry.rss
            every: 5m
          - folder: inbox
            every: 5s
        """;

    [Fact]
    public void A_dossier_is_read()
    {
        var set = Load(Good);

        Assert.Empty(set.Errors);
        var dossier = Assert.Single(set.Dossiers);
        Assert.Equal(("ferry", "Ferry talks", "Europe/Oslo"), (dossier.Name, dossier.Title, dossier.TimeZone));
        Assert.Equal(["discord:1234", "slack:T0AB"], dossier.VisibleTo);
        Assert.Equal(["ferry", "crossing fee"], dossier.Keywords);
        Assert.Equal([ActorKind.Person, ActorKind.Government], dossier.Actors.Select(actor => actor.Kind));
        Assert.Equal(("Ada Wren", "Ferry Minister", "Port Selm"), (dossier.Actors[0].Name, dossier.Actors[0].Role, dossier.Actors[0].Of));
        Assert.Equal(["Wren", "Minister: Wren"], dossier.Actors[0].Aliases);
        Assert.Null(dossier.Actors[1].Role);
        Assert.Equal(
            [("ferry", "https://example.org/ferry.rss", TimeSpan.FromMinutes(5)), ("ferry", "folder:inbox", TimeSpan.FromSeconds(5))],
            dossier.Feeds.Select(feed => (feed.Dossier, feed.Name, feed.Every)));
    }

    [Fact]
    public void A_feed_is_called_by_its_address_without_secrets_and_fetched_with_them()
    {
        var feed = Assert.Single(Load("name: ferry\ntitle: Ferry talks\nfeeds:\n  - url: https://Example.org/rss?token=abc&all=1\n").Dossiers).Feeds[0];

        Assert.Equal(("https://example.org/rss?all=1", "https://example.org/rss?token=abc&all=1", TimeSpan.FromMinutes(15)), (feed.Name, feed.Url, feed.Every));
    }

    [Theory]
    [InlineData("{ url: https://example.org/a, folder: inbox }", "either \"url\" or \"folder\"")]
    [InlineData("{ every: 5m }", "either \"url\" or \"folder\"")]
    [InlineData("{ url: example.org/a }", "no http or https address")]
    [InlineData("{ url: \"file:///etc/passwd\" }", "no http or https address")]
    [InlineData("{ url: \"https://me:secret@example.org/a\" }", "user name or password")]
    [InlineData("{ url: https://example.org/a, every: 59s }", "60s or more")]
    [InlineData("{ url: https://example.org/a, every: 31d }", "30d or less")]
    [InlineData("{ url: https://example.org/a, every: 5 }", "no interval")]
    [InlineData("{ folder: inbox, every: 4s }", "5s or more")]
    [InlineData("{ link: x }", "unknown key \"link\"")]
    [InlineData("{ url: https://example.org/a?token=1 }\n  - { url: https://example.org/a?token=2 }", "listed twice")]
    public void A_fault_of_a_feed_is_told(string feed, string what)
    {
        var error = Assert.Single(Load($"name: ferry\ntitle: Ferry talks\nfeeds:\n  - {feed}\n").Errors);

        Assert.Matches("ferry.yaml:[45]: ", error);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_of_ones_own_may_be_asked_more_often()
    {
        using var folder = new TempFolder();
        folder.Write("ferry.yaml", "name: ferry\ntitle: Ferry talks\nfeeds:\n  - { url: \"http://10.0.0.5:8080/a\", every: 5s }\n");

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(DossierLoader.LoadFolder(folder.Path, Fetching.Hosts("10.0.0.5:8080")).Dossiers).Feeds[0].Every);
        Assert.Single(DossierLoader.LoadFolder(folder.Path).Errors);
    }

    [Fact]
    public void What_is_optional_may_be_left_out()
    {
        var dossier = Assert.Single(Load("name: ferry\ntitle: Ferry talks\nvisibleTo: all\n").Dossiers);

        Assert.Empty(dossier.VisibleTo);
        Assert.Empty(dossier.Keywords);
        Assert.Empty(dossier.Actors);
        Assert.Null(dossier.TimeZone);
    }

    [Theory]
    [InlineData("title: Ferry talks", "titel: Ferry talks", 2, "unknown key \"titel\"")]
    [InlineData("title: Ferry talks", "title: [Ferry talks]", 2, "\"title\" is not a text")]
    [InlineData("title: Ferry talks", "title:", 2, "\"title\" is not a text")]
    [InlineData("name: ferry", "name: ferries", 1, "is not the file's, \"ferry\"")]
    [InlineData("name: ferry", "name: Ferry_1", 1, "other characters")]
    [InlineData("name: ferry", "# name: ferry", 2, "has no \"name\"")]
    [InlineData("[discord:1234, slack:T0AB]", "[teams:1]", 3, "no server or workspace")]
    [InlineData("[discord:1234, slack:T0AB]", "[]", 3, "lists nobody")]
    [InlineData("[discord:1234, slack:T0AB]", "some", 3, "not a list")]
    [InlineData("Europe/Oslo", "Europe/Atlantis", 4, "no IANA time zone")]
    [InlineData("[ferry, \"crossing fee\"]", "ferry", 5, "not a list")]
    [InlineData("[ferry, \"crossing fee\"]", "[\"--\"]", 5, "no letter or digit")]
    [InlineData("kind: person", "kind: persona", 8, "unknown kind \"persona\"")]
    [InlineData("kind: person", "rank: person", 8, "unknown key \"rank\"")]
    [InlineData("kind: government", "aliases: [Wren]", 13, "belongs to \"Ada Wren\" already")]
    [InlineData("- name: Port Selm", "- name: Wren", 12, "is an alias of \"Ada Wren\"")]
    [InlineData("- name: Port Selm", "- name: Ada Wren", 12, "listed twice")]
    [InlineData("    kind: government", "    role: harbour", 12, "has no \"kind\"")]
    [InlineData("every: 5m", "every: often", 16, "no interval")]
    [InlineData("url: https://example.org/ferry.rss", "url: ferry.rss", 15, "no http or https address")]
    [InlineData("folder: inbox", "file: inbox", 17, "unknown key \"file\"")]
    [InlineData("  - folder: inbox\n    every: 5s", "  - every: 5s", 17, "either \"url\" or \"folder\"")]
    [InlineData("title: Ferry talks", "title: Ferry talks\ntitle: Ferry", 3, "not YAML")]
    [InlineData("title: Ferry talks", "title: \"Ferry talks", 2, "not YAML")]
    [InlineData("title: Ferry talks", "title: &t Ferry talks", 2, "anchors")]
    [InlineData("    every: 5s", "    every: 5s\n---\nname: two", 20, "second document")]
    public void A_fault_names_file_line_and_what_to_do(string old, string changed, int line, string what)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);

        var set = Load(Good.Replace(old, changed, StringComparison.Ordinal));

        Assert.Empty(set.Dossiers);
        var error = Assert.Single(set.Errors);
        Assert.Contains($"ferry.yaml:{line}: ", error, StringComparison.Ordinal);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("# nothing\n", "empty")]
    [InlineData("- a\n- b\n", "not a list of \"key: value\" lines")]
    [InlineData("name: fer\0ry\n", "zero byte")]
    public void What_is_no_dossier_at_all_is_a_fault(string text, string what) =>
        Assert.Contains(what, Assert.Single(Load(text).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Deep_nesting_is_a_fault_and_no_crash(string open) =>
        Assert.Single(Load(string.Concat(Enumerable.Repeat(open, 50_000))).Errors);

    [Fact]
    public void One_bad_file_does_not_hide_the_others()
    {
        using var folder = new TempFolder();
        folder.Write("ferry.yaml", Good);
        folder.Write("bad.yaml", "name: other\ntitle: x\n");
        folder.Write("ferry.yml", Good);
        folder.Write(".hidden.yaml", "[");
        folder.Write("notes.txt", "[");

        var set = DossierLoader.LoadFolder(folder.Path);

        Assert.Equal(["ferry"], set.Dossiers.Select(dossier => dossier.Name));
        Assert.Equal(2, set.Errors.Length);
    }

    [Fact]
    public void A_folder_that_is_missing_holds_none()
    {
        var set = DossierLoader.LoadFolder("/no/such/folder");

        Assert.Empty(set.Dossiers);
        Assert.Empty(set.Errors);
    }

    private static DossierSet Load(string text)
    {
        using var folder = new TempFolder();
        folder.Write("ferry.yaml", text);
        return DossierLoader.LoadFolder(folder.Path);
    }
}
