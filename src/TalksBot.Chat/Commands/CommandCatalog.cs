using System.Collections.Immutable;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>All commands; every platform, the terminal and the command line read them from here.</summary>
public static class CommandCatalog
{
    /// <summary>Name of the command that free text stands for.</summary>
    public const string Ask = "ask";

    /// <summary>Name of the command that the chat answers by itself.</summary>
    public const string Help = "help";

    /// <summary>Name of the command that says what is kept about people.</summary>
    public const string Privacy = "privacy";

    /// <summary>Name of the command that shows or sets what a channel follows.</summary>
    public const string DossierName = "dossier";

    /// <summary>In the order in which help lists them.</summary>
    public static ImmutableArray<CommandDeclaration> All { get; } =
    [
        new("who-said", "whose words these are")
        {
            Options =
            [
                new("words", OptionKind.Text, "a part of the words, or a subject") { IsRequired = true },
                new("speaker", OptionKind.Actor, "only words of this person, government or organisation"),
                new("since", OptionKind.Date, "published on this day or later"),
                new("until", OptionKind.Date, "published on this day or earlier") { TakesLastDay = true },
            ],
            Examples = ["/who-said \"the ball is in their court\"", "/who-said ceasefire speaker:\"Marco Rubio\" since:\"11 March\""],
            ToRequest = values => new WhoSaidRequest(values.Words("words") ?? "")
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                Speaker = values.Words("speaker"),
                Since = values.Day("since"),
                Until = values.Day("until"),
            },
        },
        new("who-proposed", "who proposed what, and who accepted or refused")
        {
            Options =
            [
                new("what", OptionKind.Text, "the subject; leave it out for all proposals"),
                new("by", OptionKind.Actor, "only proposals of this person, government or organisation") { IsPreposition = true },
            ],
            Examples = ["/who-proposed 30-day ceasefire", "/who-proposed by:Ukraine"],
            ToRequest = values => new WhoProposedRequest(values.Words("what") ?? "")
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                By = values.Words("by"),
            },
        },
        new("meetings", "who meets when and where")
        {
            Options =
            [
                new("with", OptionKind.Actor, "only meetings with this person, government or organisation") { IsPreposition = true },
                new("when", OptionKind.Choice, "which part of the calendar") { Choices = ["upcoming", "past", "all"] },
            ],
            Examples = ["/meetings upcoming", "/meetings Lavrov past"],
            ToRequest = values => new MeetingsRequest
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                With = values.Words("with"),
                When = values.Words("when") switch
                {
                    "upcoming" => MeetingWindow.Upcoming,
                    "past" => MeetingWindow.Past,
                    "all" => MeetingWindow.All,
                    _ => null,
                },
            },
        },
        new("position", "where somebody stands, and what changed")
        {
            Options =
            [
                new("actor", OptionKind.Actor, "the person, government or organisation") { IsRequired = true },
                new("on", OptionKind.Text, "the subject") { IsPreposition = true },
            ],
            Examples = ["/position Zelensky on:ceasefire", "/position \"Keir Starmer\""],
            ToRequest = values => new PositionRequest(values.Words("actor") ?? "")
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                On = values.Words("on"),
            },
        },
        new("timeline", "what happened, in order")
        {
            Options =
            [
                new("since", OptionKind.Date, "on this day or later") { IsPreposition = true },
                new("actor", OptionKind.Actor, "only events with this person, government or organisation"),
            ],
            Examples = ["/timeline since:2025-03-11", "/timeline actor:Ukraine"],
            ToRequest = values => new TimelineRequest
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                Since = values.Day("since"),
                Actor = values.Words("actor"),
            },
        },
        new("brief", "what is new, in a few lines")
        {
            Options = [new("since", OptionKind.Date, "published on this day or later") { IsPreposition = true }],
            Examples = ["/brief", "/brief yesterday"],
            ToRequest = values => new BriefRequest
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
                Since = values.Day("since"),
            },
        },
        new(Ask, "a question in your own words; the same as typing it without a command")
        {
            Options = [new("question", OptionKind.Text, "what you would like to know") { IsRequired = true }],
            Examples = ["/ask When do the delegations meet next?"],
            TakesWordsLiterally = true,
            ToRequest = values => new AskRequest(values.Words("question") ?? "")
            {
                Scope = values.Context.Scope,
                Today = values.Context.Today,
            },
        },
        new("sources", "which articles are behind the answers")
        {
            Examples = ["/sources"],
            ToRequest = values => new SourcesRequest { Scope = values.Context.Scope, Today = values.Context.Today },
        },
        new(DossierName, "which talks this channel follows")
        {
            Options = [new("name", OptionKind.Dossier, "the talks to follow, or all; leave it out to see which there are")],
            Examples = ["/dossier", "/dossier ukraine-2025", "/dossier all"],
            Permission = CommandRight.ManageChannel,
            ToInput = values => new ChatInput.DossierNamed(values.Words("name")),
        },
        new("subscribe", "have news told in this channel, at once or as a digest")
        {
            Options =
            [
                new("actors", OptionKind.Actor, "whose words, proposals and meetings; leave it out for everybody's") { IsList = true },
                new("topics", OptionKind.Text, "subjects, one of which must occur, such as ceasefire, sanctions") { IsList = true },
                new("kinds", OptionKind.Text, "statements, proposals, responses, meetings; leave it out for all") { IsList = true, Suggestions = KindWords.Suggestions },
                new("how", OptionKind.Text, "at once, daily, every weekday, weekly on Friday") { Suggestions = ["at once", "daily at 8:30", "every weekday at 8:30", "weekly on Monday at 9:00"] },
                new("at", OptionKind.Text, "the time of a digest, such as 8:30 or 8:30 Kyiv time") { Suggestions = ["7:00", "8:30", "12:00", "18:00"] },
                new("reminders", OptionKind.Text, "how long before a meeting; a day and an hour unless you say otherwise") { Suggestions = ["a day and an hour", "an hour", "30 minutes", "none"] },
                new("preview", OptionKind.Choice, "show what would come, and save nothing") { Choices = ["yes", "no"] },
            ],
            Examples = ["/subscribe", "/subscribe Ukraine topics:ceasefire", "/subscribe actors:\"Marco Rubio, Ukraine\" how:\"every weekday\" at:\"8:30 Kyiv time\"", "/subscribe kinds:meetings preview:yes"],
            Permission = CommandRight.ManageChannel,
            ToInput = values => new ChatInput.SubscriptionAsked(new SubscriptionAct.Subscribe
            {
                Actors = values.Words("actors"),
                Topics = values.Words("topics"),
                Kinds = values.Words("kinds"),
                How = values.Words("how"),
                At = values.Words("at"),
                Reminders = values.Words("reminders"),
                IsPreview = values.Words("preview") == "yes",
            }),
        },
        new("unsubscribe", "end one of this channel's subscriptions, or all")
        {
            Options = [new("id", OptionKind.Subscription, "the subscription, or all; leave it out to see which there are")],
            Examples = ["/unsubscribe", "/unsubscribe all"],
            Permission = CommandRight.ManageChannel,
            ToInput = values => values.Words("id") is { } id ? new ChatInput.SubscriptionAsked(new SubscriptionAct.Unsubscribe(id)) : new ChatInput.SubscriptionAsked(new SubscriptionAct.List(null)),
        },
        new("subscriptions", "what this channel is told, and why something was or was not sent")
        {
            Options = [new("why", OptionKind.Text, "words of an item of the last 30 days: tells why it was or was not sent")],
            Examples = ["/subscriptions", "/subscriptions why:\"thirty days\""],
            ToInput = values => new ChatInput.SubscriptionAsked(new SubscriptionAct.List(values.Words("why"))),
        },
        new(Help, "what can be asked")
        {
            Options = [new("command", OptionKind.Choice, "the command to explain")
            {
                Choices = ["who-said", "who-proposed", "meetings", "position", "timeline", "brief", Ask, "sources", DossierName, "subscribe", "unsubscribe", "subscriptions", Help, Privacy],
            }],
            Examples = ["/help", "/help meetings"],
            ToInput = values => new ChatInput.Told(HelpText.For(values.Words("command") is { } name ? Find(name) : null)),
        },
        new(Privacy, "what the bot keeps about you, and how to have it deleted")
        {
            Examples = ["/privacy"],
            ToInput = _ => new ChatInput.Told(PrivacyText.Reply),
        },
    ];

    /// <summary>The command called <paramref name="name"/>, without slash, in any case; or null.</summary>
    public static CommandDeclaration? Find(string name) =>
        All.FirstOrDefault(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
