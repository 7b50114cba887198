using System.Runtime.CompilerServices;

namespace TalksBot.Extraction;

/// <summary>The features of one token, filled template by template.</summary>
internal ref struct FeatureRow(Span<uint> room)
{
    private readonly Span<uint> _room = room;
    private uint _template;

    /// <summary>How many features there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins anew, with templates numbered from <paramref name="template"/>.</summary>
    public void Begin(uint template) => (Count, _template) = (0, template);

    /// <summary>Goes on with templates numbered from <paramref name="template"/>.</summary>
    public void GoOn(uint template) => _template = template;

    /// <summary>Leaves out templates that say nothing here.</summary>
    public void Skip(uint templates) => _template += templates;

    /// <summary>A feature of one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint a) => _room[Count++] = FeatureHash.Of(_template++, a);

    /// <summary>A feature of two values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint a, uint b) => _room[Count++] = FeatureHash.Of(_template++, a, b);

    /// <summary>A feature of three values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint a, uint b, uint c) => _room[Count++] = FeatureHash.Of(_template++, a, b, c);

    /// <summary>A feature of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint a, uint b, uint c, uint d) => _room[Count++] = FeatureHash.Of(_template++, a, b, c, d);
}
