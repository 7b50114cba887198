using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Web;

/// <summary>Brings HTTP calls to one route of a platform.</summary>
internal sealed partial class CallbackEndpoint(CallbackRoute route, ILogger log)
{
    /// <summary>Answers one call.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.ContentLength > route.MaxBodyLength)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = route.MaxBodyLength;
        }

        CallbackReply reply;
        try
        {
            var body = new ArrayBufferWriter<byte>((int)Math.Min(context.Request.ContentLength ?? 1024, route.MaxBodyLength) + 1);
            while (await context.Request.Body.ReadAsync(body.GetMemory(1024), context.RequestAborted) is > 0 and var read)
            {
                body.Advance(read);
            }

            reply = await route.HandleAsync(CallOf(context.Request, body.WrittenMemory), context.RequestAborted);
        }
        catch (BadHttpRequestException failure)
        {
            await RefuseAsync(context, failure.StatusCode);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
            return;
        }
#pragma warning disable CA1031 // The platform must get a status, and the operator a line, whatever broke.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure, route.Path);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError);
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (reply.ContentType is { } type)
        {
            context.Response.ContentType = type;
        }

        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static CallbackCall CallOf(HttpRequest request, ReadOnlyMemory<byte> body) => new()
    {
        Body = body,
        Headers = request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        Query = request.Query.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] ?? "" : "", StringComparer.Ordinal),
        Cookies = request.Cookies.ToImmutableDictionary(StringComparer.Ordinal),
    };

    [LoggerMessage(EventId = 7002, Level = LogLevel.Error, Message = "A call of {Path} failed")]
    private partial void LogFailed(Exception failure, string path);
}
