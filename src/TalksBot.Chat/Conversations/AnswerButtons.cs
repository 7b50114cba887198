using System.Collections.Immutable;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>Makes the buttons of an answer and remembers what they stand for.</summary>
internal sealed class AnswerButtons(ReplyStates states)
{
    // Discord's limit of a row, and as many as people read.
    private const int MaxSuggestions = 5;

    /// <summary>Pages, suggestions, and "Show to channel" on what the asker alone sees.</summary>
    public ImmutableArray<ChatButton> For(ChatTask task, Request request, Reply reply)
    {
        var suggestions = reply.Actions.Take(MaxSuggestions).ToImmutableArray();
        var hasPages = reply.PageCount > 1;
        var canShow = task.IsPrivate && !reply.IsRefused && !reply.Items.IsEmpty;
        if (!hasPages && !canShow && suggestions.IsEmpty)
        {
            return [];
        }

        var place = task.Call.Place;
        var state = states.Add(new ReplyState(place, task.IsPrivate, request with { Page = reply.Page }, [.. suggestions.Select(action => action.Command)]));
        var buttons = ImmutableArray.CreateBuilder<ChatButton>();
        if (hasPages)
        {
            buttons.Add(Page(ButtonKind.Previous, "Previous", reply.Page - 1, reply.Page > 0));
            buttons.Add(Page(ButtonKind.Next, "Next", reply.Page + 1, reply.Page + 1 < reply.PageCount));
        }

        for (var i = 0; i < suggestions.Length; i++)
        {
            buttons.Add(new ChatButton(ButtonKind.Suggestion, TextCut.AtSentence(suggestions[i].Label, MaxLabel), new ButtonKey(state, ButtonKey.Suggestion, i).ToString()));
        }

        if (canShow)
        {
            buttons.Add(new ChatButton(ButtonKind.Show, "Show to channel", new ButtonKey(state, ButtonKey.Show, 0).ToString()));
        }

        return buttons.ToImmutable();

        // A disabled button still needs a key of its own: before the first page stands the number of pages.
        ChatButton Page(ButtonKind kind, string label, int page, bool isEnabled) =>
            new(kind, label, new ButtonKey(state, ButtonKey.Page, page < 0 ? reply.PageCount + 1 : page).ToString(), isEnabled);
    }

    private const int MaxLabel = 75;
}
