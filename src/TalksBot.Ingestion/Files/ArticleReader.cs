using System.Runtime.CompilerServices;

namespace TalksBot.Ingestion;

/// <summary>Reads articles from files and standard input.</summary>
/// <param name="settings">Bounds and defaults.</param>
/// <param name="time">Tells today for standard input and the zone that a file's date is taken in.</param>
/// <param name="openStandardInput">Opens what <c>-</c> stands for.</param>
public sealed class ArticleReader(ReadSettings settings, TimeProvider time, Func<Stream> openStandardInput)
{
    /// <summary>A reader of the process's own standard input.</summary>
    public ArticleReader(ReadSettings settings, TimeProvider time)
        : this(settings, time, Console.OpenStandardInput)
    {
    }

    /// <summary>One outcome for each input, in their order; a bad one does not keep the others out.</summary>
    /// <param name="inputs">As <see cref="ArticleFinder.Find"/> yields them.</param>
    /// <param name="cancellationToken">Stops between two inputs or two blocks of one.</param>
    public async IAsyncEnumerable<ReadOutcome> ReadAllAsync(
        IEnumerable<ArticleInput> inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in inputs)
        {
            yield return await ReadAsync(input, cancellationToken);
        }
    }

    /// <summary>Reads one input.</summary>
    /// <param name="input">What to read.</param>
    /// <param name="cancellationToken">Stops between two blocks; nothing is left open.</param>
    public async Task<ReadOutcome> ReadAsync(ArticleInput input, CancellationToken cancellationToken)
    {
        if (input is ArticleInput.Unusable unusable)
        {
            return unusable.Outcome;
        }

        if (input is ArticleInput.Address)
        {
            return Refuse(input, RefusalReason.WebAddress, "addresses are not fetched here; use talksbot ingest, or save the page as .html and give the file");
        }

        var file = input as ArticleInput.File;
        byte[] bytes;
        DateOnly fileDate;
        try
        {
            await using var stream = file is null ? openStandardInput() : OpenFile(file.Path);
            if (await ReadBoundedAsync(stream, cancellationToken) is not { } read)
            {
                return Refuse(input, RefusalReason.TooLarge, $"larger than {Size(settings.MaxBytes)}; split it into articles");
            }

            bytes = read;
            fileDate = FileDate(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse(input, RefusalReason.Missing, "no such file; check the path");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refuse(input, RefusalReason.Unreadable, "cannot be read; check that it is a file and its permissions");
        }

        return new ArticleBuilder(settings, input, bytes, fileDate).Build();
    }

    private static FileStream OpenFile(string path) => new(
        path,
        new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });

    // Null where there is more than the bound, whatever length the file system states.
    private async Task<byte[]?> ReadBoundedAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && stream.Length > settings.MaxBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var block = new byte[81_920];
        int count;
        while ((count = await stream.ReadAsync(block, cancellationToken)) > 0)
        {
            if (buffer.Length + count > settings.MaxBytes)
            {
                return null;
            }

            buffer.Write(block, 0, count);
        }

        return buffer.ToArray();
    }

    private DateOnly FileDate(ArticleInput.File? file) => file is null
        ? DateOnly.FromDateTime(time.GetLocalNow().DateTime)
        : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(File.GetLastWriteTimeUtc(file.Path), time.LocalTimeZone));

    private static ReadOutcome.Refused Refuse(ArticleInput input, RefusalReason reason, string message) =>
        new(input.Name, reason, $"{input.Name}: {message}");

    private static string Size(int bytes) => bytes % (1024 * 1024) == 0 ? $"{bytes / (1024 * 1024)} MB" : $"{bytes} bytes";
}
