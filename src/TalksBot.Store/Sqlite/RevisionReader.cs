using System.Text;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>A revision with its text, as one query needs it.</summary>
internal sealed record LoadedRevision(long ArticleRow, ArticleRevision Article, string Body)
{
    public Citation Cite(TextSpan span)
    {
        if (span.Start < 0 || span.Length < 0 || span.End > Body.Length)
        {
            throw new DamagedStoreException("A stored span lies outside its text.");
        }

        return new Citation(Article, span, span.Slice(Body));
    }
}

/// <summary>Reads revisions, each once per query.</summary>
internal sealed class RevisionReader(SqliteSession session)
{
    /// <summary>The columns that <see cref="ReadArticle"/> takes, from r (revisions) and a (articles).</summary>
    public const string ArticleColumns = "a.id, r.revision, r.stem, r.title, r.outlet, r.url, r.published_on, r.is_published_assumed";

    private readonly Dictionary<long, LoadedRevision> _revisions = [];

    public LoadedRevision Get(long revisionRow)
    {
        if (_revisions.TryGetValue(revisionRow, out var known))
        {
            return known;
        }

        using var reader = session.Query(
            $"SELECT {ArticleColumns}, r.article, r.encoding, r.body FROM revisions r JOIN articles a ON a.article = r.article WHERE r.revision_row = $1",
            revisionRow);
        if (!reader.Read())
        {
            throw new DamagedStoreException("A fact's revision is missing.");
        }

        var revision = new LoadedRevision(reader.GetInt64(8), ReadArticle(reader), BodyText.Decode(reader.GetInt32(9), reader.GetFieldValue<byte[]>(10)));
        _revisions.Add(revisionRow, revision);
        return revision;
    }

    public static ArticleRevision ReadArticle(SqliteDataReader reader) => new(
        new ArticleId(reader.GetString(0)),
        reader.GetInt32(1),
        reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        FactKey.Day(reader.GetString(6)),
        reader.GetBoolean(7));
}

/// <summary>Texts to bytes and back without loss: a TEXT column would end at U+0000 and replace lone surrogates.</summary>
internal static class BodyText
{
    private const int Utf8 = 0;
    private const int Utf16 = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (int Encoding, byte[] Bytes) Encode(string body)
    {
        try
        {
            return (Utf8, Strict.GetBytes(body));
        }
        catch (EncoderFallbackException)
        {
            var bytes = new byte[body.Length * 2];
            for (var i = 0; i < body.Length; i++)
            {
                (bytes[2 * i], bytes[(2 * i) + 1]) = ((byte)body[i], (byte)(body[i] >> 8));
            }

            return (Utf16, bytes);
        }
    }

    public static string Decode(int encoding, byte[] bytes)
    {
        if (encoding == Utf8)
        {
            return Strict.GetString(bytes);
        }

        return string.Create(bytes.Length / 2, bytes, static (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)(source[2 * i] | (source[(2 * i) + 1] << 8));
            }
        });
    }
}
