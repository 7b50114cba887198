using System.Collections.Immutable;
using TalksBot.Domain;
using YamlDotNet.Core;

namespace TalksBot.Ingestion;

/// <summary>What a folder of dossiers holds.</summary>
/// <param name="Dossiers">Those without a fault, by name.</param>
/// <param name="Errors">One line for each file with a fault: file, line, what is wrong and what to do.</param>
public sealed record DossierSet(ImmutableArray<Dossier> Dossiers, ImmutableArray<string> Errors);

/// <summary>Reads dossiers from YAML files.</summary>
public static class DossierLoader
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The dossiers of the <c>.yaml</c> and <c>.yml</c> files in <paramref name="folder"/>, hidden ones left out.</summary>
    /// <param name="folder">A folder that is missing holds none: a dossier is optional.</param>
    /// <param name="allowed">Hosts of one's own, whose feeds may be asked as often as one likes; null for none.</param>
    public static DossierSet LoadFolder(string folder, AllowedHosts? allowed = null)
    {
        var dossiers = ImmutableArray.CreateBuilder<Dossier>();
        var errors = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Files(folder))
        {
            try
            {
                var dossier = Load(path, allowed ?? AllowedHosts.None);
                if (dossiers.Any(other => other.Name == dossier.Name))
                {
                    throw new DossierException(line: 1, $"there is another file of the dossier \"{dossier.Name}\"; remove one of them");
                }

                dossiers.Add(dossier);
            }
            catch (DossierException exception)
            {
                errors.Add($"{Printable.Of(path)}:{exception.Line}: {exception.Message}");
            }
        }

        return new DossierSet([.. dossiers.OrderBy(dossier => dossier.Name, StringComparer.Ordinal)], errors.ToImmutable());
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml" && !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
        : [];

    private static Dossier Load(string path, AllowedHosts allowed)
    {
        var text = Read(path);
        try
        {
            return DossierParser.Parse(text, Path.GetFileNameWithoutExtension(path), allowed);
        }
        catch (YamlException exception)
        {
            var message = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new DossierException(exception.Start.Line, $"not YAML ({Printable.Of(message)}); mend this line", exception);
        }
    }

    private static string Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new DossierException(line: 1, "larger than 1 MB; a dossier lists names, not articles");
            }

            return TextDecoder.Decode(File.ReadAllBytes(path)) switch
            {
                Decoded.Text decoded => decoded.Value,
                Decoded.Failed failed => throw new DossierException(line: 1, failed.Message),
                _ => throw new InvalidOperationException("Decoding has two outcomes."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DossierException(line: 1, "cannot be read; check its permissions", exception);
        }
    }
}

/// <summary>A fault in a dossier file; never leaves the loader.</summary>
internal sealed class DossierException(long line, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Counted from 1.</summary>
    internal long Line { get; } = line;
}
