using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Turns the arguments of a call into the files that they stand for.</summary>
public static class ArticleFinder
{
    private static readonly string[] Endings = [".txt", ".md", ".html", ".htm"];

    /// <summary>Files, the files of folders and their folders, and standard input.</summary>
    /// <param name="arguments">Paths, addresses and <c>-</c>; a named file is read whatever its ending.</param>
    /// <param name="cancellationToken">Stops between two entries of a folder.</param>
    public static ArticleInputs Find(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var search = new Search();
        foreach (var argument in arguments)
        {
            search.Add(argument, cancellationToken);
        }

        return new ArticleInputs(TellApart(search.Found), search.HiddenCount, search.UnsupportedCount);
    }

    // Two files of one stem are told apart by their endings where they share the folder, else by as many folders as it takes.
    private static ImmutableArray<ArticleInput> TellApart(List<ArticleInput> found)
    {
        var result = found.ToArray();
        foreach (var index in Shared(result, file => ArticleStem.Of(file.Path, int.MaxValue)))
        {
            var file = (ArticleInput.File)result[index];
            result[index] = file with { Stem = Path.GetFileName(file.Path) };
        }

        for (var depth = 1; Shared(result, file => file.Stem) is { Count: > 0 } shared; depth++)
        {
            foreach (var index in shared)
            {
                var file = (ArticleInput.File)result[index];
                var folders = ArticleStem.Of(file.Path, depth);
                var name = file.Stem[(file.Stem.LastIndexOf('/') + 1)..];
                result[index] = file with { Stem = $"{folders[..(folders.LastIndexOf('/') + 1)]}{name}" };
            }
        }

        return [.. result];
    }

    private static List<int> Shared(ArticleInput[] inputs, Func<ArticleInput.File, string> name) =>
    [
        .. inputs.Index()
            .Where(entry => entry.Item is ArticleInput.File)
            .GroupBy(entry => name((ArticleInput.File)entry.Item), entry => entry.Index, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group),
    ];

    private sealed class Search
    {
        private readonly HashSet<string> _files = new(StringComparer.Ordinal);
        private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
        private bool _hasStandardInput;

        internal List<ArticleInput> Found { get; } = [];

        internal int HiddenCount { get; private set; }

        internal int UnsupportedCount { get; private set; }

        internal void Add(string argument, CancellationToken cancellationToken)
        {
            var name = Printable.Of(argument);
            if (argument == "-")
            {
                AddStandardInput();
            }
            else if (IsAddress(argument))
            {
                AddAddress(argument, name);
            }
            else if (argument.Length == 0 || argument.Contains('\0', StringComparison.Ordinal))
            {
                Refuse(name, RefusalReason.Missing, "not the name of a file; give a file, a folder or -");
            }
            else if (Directory.Exists(argument))
            {
                AddFolder(argument, name, cancellationToken);
            }
            else if (File.Exists(argument))
            {
                AddFile(argument, name);
            }
            else
            {
                Refuse(name, RefusalReason.Missing, "no such file or folder; check the path");
            }
        }

        private void AddAddress(string argument, string name)
        {
            if (FetchAddress.TryParse(argument, from: null) is not { } address)
            {
                Refuse(name, RefusalReason.WebAddress, "no http or https address; give one of a page, a feed or a sitemap");
            }
            else if (FetchAddress.FindFault(address) is { } fault)
            {
                Refuse(FetchAddress.Show(address), RefusalReason.WebAddress, fault);
            }
            else if (_files.Add(address.AbsoluteUri))
            {
                Found.Add(new ArticleInput.Address(FetchAddress.Show(address), address.AbsoluteUri));
            }
        }

        private static bool IsAddress(string argument) =>
            argument.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            || argument.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            || (argument.Contains("://", StringComparison.Ordinal) && !Path.Exists(argument));

        private void AddStandardInput()
        {
            if (!_hasStandardInput)
            {
                _hasStandardInput = true;
                Found.Add(new ArticleInput.StandardInput());
            }
        }

        private void AddFolder(string folder, string name, CancellationToken cancellationToken)
        {
            var before = Found.Count;
            Walk(folder, cancellationToken);
            if (Found.Count == before)
            {
                Refuse(name, RefusalReason.Empty, "no new .txt, .md, .html or .htm file in this folder; give one that holds articles");
            }
        }

        // Each real folder is entered once, so that a link to a folder above ends the walk and does not repeat it.
        private void Walk(string folder, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_folders.Add(RealPath(new DirectoryInfo(folder))))
            {
                return;
            }

            FileSystemInfo[] entries;
            try
            {
                entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Refuse(Printable.Of(folder), RefusalReason.Unreadable, "this folder cannot be listed; check its permissions");
                return;
            }

            foreach (var entry in entries)
            {
                var path = Path.Combine(folder, entry.Name);
                if (entry.Name.StartsWith('.'))
                {
                    HiddenCount++;
                }
                else if (Directory.Exists(path))
                {
                    Walk(path, cancellationToken);
                }
                else if (!Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                {
                    UnsupportedCount++;
                }
                else if (IsWithoutLength(path))
                {
                    Refuse(Printable.Of(path), RefusalReason.Empty, "empty, or no regular file (a pipe, a socket, a device); skipped");
                }
                else
                {
                    AddFile(path, Printable.Of(path));
                }
            }
        }

        // Opening a pipe would wait for whoever writes to it. One that is named as an argument is meant; one in a folder is not.
        private static bool IsWithoutLength(string path)
        {
            var real = new FileInfo(RealPath(new FileInfo(path)));
            return real is { Exists: true, LinkTarget: null, Length: 0 };
        }

        private void AddFile(string path, string name)
        {
            var full = Path.GetFullPath(path);
            if (_files.Add(RealPath(new FileInfo(full))))
            {
                Found.Add(new ArticleInput.File(name, full, ArticleStem.Of(full, folders: 0)));
            }
        }

        private static string RealPath(FileSystemInfo entry)
        {
            try
            {
                return Path.TrimEndingDirectorySeparator(entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName);
            }
            catch (IOException)
            {
                // A link that leads in a circle or nowhere: it stands for itself, and reading it says what is wrong.
                return entry.FullName;
            }
        }

        private void Refuse(string name, RefusalReason reason, string message) =>
            Found.Add(new ArticleInput.Unusable(name, new ReadOutcome.Refused(name, reason, $"{name}: {message}")));
    }
}
