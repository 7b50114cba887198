using System.Text;

namespace TalksBot.Extraction;

/// <summary>The trained stages of attribution.</summary>
/// <param name="Odds">How likely words are cues.</param>
/// <param name="First">The first of a pair with <paramref name="Second"/>; labels a document by its text.</param>
/// <param name="Second">Labels it anew, knowing what the first made of it.</param>
/// <param name="Link">Finds the source and the content of one cue.</param>
internal sealed record AttributionModels(CueOdds Odds, PackedChainModel First, PackedChainModel Second, PackedChainModel Link)
{
    private static readonly Lazy<AttributionModels> LazyDefault = new(LoadDefault);

    /// <summary>The embedded models.</summary>
    public static AttributionModels Default => LazyDefault.Value;

    /// <summary>Reads the models that <see cref="Write"/> wrote the head of, one after another.</summary>
    /// <exception cref="InvalidDataException">These are no models.</exception>
    public static AttributionModels Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var entries = new (uint, byte)[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = (reader.ReadUInt32(), reader.ReadByte());
        }

        var (first, second) = PackedChainModel.ReadPair(stream);
        return new AttributionModels(new CueOdds(entries), first, second, PackedChainModel.Read(stream));
    }

    /// <summary>Writes the head of the file: the odds. The three models follow in their order.</summary>
    public static void Write(Stream stream, CueOdds odds)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(odds.Entries.Count);
        foreach (var (key, strength) in odds.Entries)
        {
            writer.Write(key);
            writer.Write(strength);
        }
    }

    private static AttributionModels LoadDefault()
    {
        using var stream = typeof(AttributionModels).Assembly.GetManifestResourceStream("models.attribution")
            ?? throw new InvalidDataException("The attribution models are not embedded.");
        return Read(stream);
    }
}
