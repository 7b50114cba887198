using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>Small values that must outlive the process, by area and key: what an adapter was entrusted with by its platform.</summary>
/// <remarks>Values are bytes of the caller's making; what is secret is encrypted before it comes here.</remarks>
public interface IKeptValues
{
    /// <summary>The value, or null when there is none.</summary>
    /// <exception cref="ArgumentException">Area or key break <see cref="KeptLimits"/>.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<byte[]?> FindAsync(string area, string key, CancellationToken cancellationToken);

    /// <summary>Everything in an area, by ordinal order of the keys.</summary>
    /// <exception cref="ArgumentException">The area breaks <see cref="KeptLimits"/>.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<ImmutableArray<KeptValue>> ListAsync(string area, CancellationToken cancellationToken);

    /// <summary>Keeps a value; one that the key had is replaced.</summary>
    /// <exception cref="ArgumentException">Area, key or value break <see cref="KeptLimits"/>; nothing changed.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task SetAsync(string area, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Deletes a value; no row of it stays.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException">Area or key break <see cref="KeptLimits"/>; nothing changed.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<bool> DeleteAsync(string area, string key, CancellationToken cancellationToken);
}

/// <summary>One value of an area.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">The bytes as they were set.</param>
public readonly record struct KeptValue(string Key, ReadOnlyMemory<byte> Value);

/// <summary>What may be kept.</summary>
public static class KeptLimits
{
    /// <summary>UTF-16 code units of an area or a key, at the most; neither may be empty.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Bytes of a value, at the most: 64 KiB.</summary>
    public const int MaxValueLength = 64 * 1024;

    /// <summary>Refuses an area or key that is empty, too long or holds half a surrogate pair.</summary>
    /// <exception cref="ArgumentException">It is so; the message does not repeat it.</exception>
    public static void CheckKey(string text, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Length > MaxKeyLength)
        {
            throw new ArgumentException($"At most {MaxKeyLength} characters can be a key; these are {text.Length}.", name);
        }

        // A store writes UTF-8, in which two such keys would be one.
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
            {
                throw new ArgumentException("A key must be well-formed text.", name);
            }
        }
    }

    /// <summary>Refuses a value that is too long.</summary>
    /// <exception cref="ArgumentException">It is so.</exception>
    public static void CheckValue(ReadOnlyMemory<byte> value)
    {
        if (value.Length > MaxValueLength)
        {
            throw new ArgumentException($"At most {MaxValueLength} bytes can be kept under one key; these are {value.Length}.", nameof(value));
        }
    }
}
