using System.Text;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Makes the article of one input's bytes.</summary>
/// <param name="settings">Defaults.</param>
/// <param name="input">What the bytes were read from.</param>
/// <param name="bytes">All of them.</param>
/// <param name="fileDate">The file's own date.</param>
internal sealed class ArticleBuilder(ReadSettings settings, ArticleInput input, byte[] bytes, DateOnly fileDate)
{
    private const int MaxHeaderLength = 500;

    private readonly List<string> _warnings = [];

    /// <summary>The article, or why there is none.</summary>
    internal ReadOutcome Build()
    {
        var isPage = IsPage();
        return (isPage ? TextDecoder.DecodePage(bytes) : TextDecoder.Decode(bytes)) switch
        {
            Decoded.Failed failed => Refuse(failed.Reason, failed.Message),
            Decoded.Text text when string.IsNullOrWhiteSpace(text.Value) => Refuse(RefusalReason.Empty, "empty; give a file that holds an article"),
            Decoded.Text text when isPage => FromPage(text.Value),
            Decoded.Text text => FromText(text.Value),
            _ => throw new InvalidOperationException("Decoding has two outcomes."),
        };
    }

    /// <summary>The article of parts that were taken apart elsewhere, or why there is none.</summary>
    /// <param name="headers">What is stated.</param>
    /// <param name="body">The text.</param>
    internal ReadOutcome BuildFrom(Headers headers, string body) => FromParts(headers, body);

    private bool IsPage()
    {
        if (input is ArticleInput.Web web)
        {
            return web.IsPage;
        }

        if (input is ArticleInput.File { Path: var path } && Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm")
        {
            return true;
        }

        // A page under another name, or from standard input.
        var head = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200))).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private ReadOutcome FromText(string text)
    {
        switch (FrontMatter.Parse(text))
        {
            case FrontMatterOutcome.Malformed malformed:
                return Refuse(RefusalReason.FrontMatter, malformed.Message);
            case FrontMatterOutcome.Parsed parsed:
                _warnings.AddRange(parsed.Warnings);
                if (input is not ArticleInput.Web && parsed.Headers.Date is { } stated && !PublicationDate.TryParse(stated, out _))
                {
                    return Refuse(
                        RefusalReason.Date, $"the date \"{Printable.Of(stated)}\" in its front matter is not understood; write it as 2025-03-15");
                }

                return FromParts(input is ArticleInput.Web web ? WebHeaders.Of(parsed.Headers, web, fileDate, _warnings) : parsed.Headers, text[parsed.BodyStart..]);
            default:
                throw new InvalidOperationException("A front matter has two outcomes.");
        }
    }

    private ReadOutcome FromPage(string html)
    {
        switch (SavedPage.Parse(html))
        {
            case PageOutcome.Failed failed:
                return Refuse(RefusalReason.Page, failed.Message);
            case PageOutcome.Parsed { Headers: var headers, Body: var body }:
                if (input is ArticleInput.Web web)
                {
                    headers = WebHeaders.Of(headers, web, fileDate, _warnings);
                }

                if (headers.Date is { } stated && !PublicationDate.TryParse(stated, out _))
                {
                    // Its author cannot mend a page's metadata, so this is no reason to refuse it.
                    _warnings.Add($"the date \"{Printable.Of(stated)}\" in its metadata is not understood and was passed over");
                    headers = headers with { Date = null };
                }

                return FromParts(headers, body);
            default:
                throw new InvalidOperationException("A page has two outcomes.");
        }
    }

    private ReadOutcome FromParts(Headers stated, string body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return Refuse(RefusalReason.Empty, "no text follows its front matter; give a file that holds an article");
        }

        if (EnglishCheck.FindReason(body) is { } reason)
        {
            return Refuse(RefusalReason.NotEnglish, $"not English ({reason}); give an English text");
        }

        var headers = Tidy(stated);
        var publishedOn = PublishedOn(headers, out var isAssumed);
        var file = input as ArticleInput.File;
        return new ReadOutcome.Read(
            input.Name,
            new Article
            {
                Id = ArticleIdentity.Of(headers, file?.Path, bytes),
                Stem = file?.Stem ?? (input is ArticleInput.Web ? headers.Url : null) ?? ArticleIdentity.StandardInputStem(bytes),
                Url = headers.Url,
                Outlet = headers.Outlet,
                Title = headers.Title,
                Path = file?.Path,
                Byline = headers.Byline,
                PublishedOn = publishedOn,
                IsPublishedAssumed = isAssumed,
                Body = body,
                Dossiers = settings.Dossiers,
            },
            [.. _warnings]);
    }

    private Headers Tidy(Headers headers)
    {
        var url = CanonicalUrl.TryParse(headers.Url);
        if (url is null && headers.Url is not null)
        {
            _warnings.Add($"its address \"{Printable.Of(headers.Url)}\" is no http or https address and was dropped");
        }

        return headers with { Title = OneLine(headers.Title), Outlet = OneLine(headers.Outlet), Byline = OneLine(headers.Byline), Url = url };
    }

    private DateOnly PublishedOn(Headers headers, out bool isAssumed)
    {
        isAssumed = false;
        if (PublicationDate.TryParse(headers.Date, out var day))
        {
            if (settings.PublishedOn is { } given && given != day)
            {
                _warnings.Add($"it states {day:yyyy-MM-dd} as its date, so {given:yyyy-MM-dd} was not used");
            }

            return day;
        }

        if (settings.PublishedOn is { } option)
        {
            return option;
        }

        isAssumed = true;
        _warnings.Add(input is ArticleInput.Web
            ? $"it states no date that can be believed, so the day it was fetched, {fileDate:yyyy-MM-dd}, was assumed"
            : $"it states no date, so the file's own, {fileDate:yyyy-MM-dd}, was assumed; give --published with the right one");
        return fileDate;
    }

    // Headers are shown in one line; what is longer than any headline is cut at a whole character.
    private static string? OneLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxHeaderLength ? line : line[..(char.IsHighSurrogate(line[MaxHeaderLength - 1]) ? MaxHeaderLength - 1 : MaxHeaderLength)];
    }

    private ReadOutcome.Refused Refuse(RefusalReason reason, string message) => new(input.Name, reason, $"{input.Name}: {message}");
}
