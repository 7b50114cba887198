using System.Net;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>The small pages that a person sees who installs the app.</summary>
internal static class LandingPage
{
    /// <summary>A page.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">Heading; any text.</param>
    /// <param name="text">One or two sentences; any text.</param>
    /// <param name="isRetry">Whether to offer to begin again.</param>
    public static CallbackReply Make(int status, string title, string text, bool isRetry)
    {
        var page = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>body{"{"}font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem{"}"}a{"{"}display:inline-block;margin-top:1rem{"}"}</style>
            </head>
            <body>
            <h1>{WebUtility.HtmlEncode(title)}</h1>
            <p>{WebUtility.HtmlEncode(text)}</p>
            {(isRetry ? $"<a href=\"{SlackPaths.Install}\">Install TalksBot</a>" : "")}
            </body>
            </html>
            """;
        return new CallbackReply(status)
        {
            ContentType = "text/html; charset=utf-8",
            Body = Encoding.UTF8.GetBytes(page),
            Headers =
            [
                ("Cache-Control", "no-store"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"),
            ],
        };
    }
}
