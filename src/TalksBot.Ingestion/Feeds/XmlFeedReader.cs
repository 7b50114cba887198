using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace TalksBot.Ingestion;

/// <summary>RSS, Atom and sitemaps. One walk over the XML; what is not known is passed over.</summary>
internal static class XmlFeedReader
{
    private const int MaxDepth = 100;
    private const int MaxField = 4_000;
    private const int MaxContent = 1024 * 1024;
    private const int MaxListed = 50_000;

    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string ContentModule = "http://purl.org/rss/1.0/modules/content/";
    private const string Feedburner = "http://rssnamespace.org/feedburner/ext/1.0";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    // Prefixes that feeds use without declaring them.
    private static readonly (string Prefix, string Namespace)[] UsualPrefixes =
    [
        ("dc", DublinCore), ("content", ContentModule), ("feedburner", Feedburner), ("news", News), ("atom", "http://www.w3.org/2005/Atom"),
        ("media", "http://search.yahoo.com/mrss/"), ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"), ("slash", "http://purl.org/rss/1.0/modules/slash/"),
        ("sy", "http://purl.org/rss/1.0/modules/syndication/"), ("wfw", "http://wellformedweb.org/CommentAPI/"), ("georss", "http://www.georss.org/georss"),
        ("dcterms", "http://purl.org/dc/terms/"), ("image", "http://www.google.com/schemas/sitemap-image/1.1"), ("xlink", "http://www.w3.org/1999/xlink"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("thr", "http://purl.org/syndication/thread/1.0"), ("xhtml", "http://www.w3.org/1999/xhtml"),
    ];

    // The formats' own names; extensions have elements of the same names ("media:title").
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
        "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap/0.84",
        "https://www.sitemaps.org/schemas/sitemap/0.9", "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    };

    /// <summary>What the XML holds, or null where its root is that of no feed.</summary>
    /// <param name="xml">As <see cref="FeedText.Repair"/> makes it.</param>
    /// <param name="from">What its links are relative to.</param>
    /// <exception cref="FeedFormatException">It is a feed, and not one item of it can be read.</exception>
    internal static ParsedFeed? Read(string xml, Uri from)
    {
        CheckDeclarations(xml);
        using var reader = Open(xml);
        var walk = new Walk(reader, from);
        try
        {
            return walk.Run();
        }
        catch (XmlException exception) when (walk.Format is { } format)
        {
            var where = $"its XML is broken in line {exception.LineNumber}";
            return walk.Entries.Count > 0
                ? walk.Result(format) with { Problem = $"{where}; the {walk.Entries.Count} items before it were read" }
                : throw new FeedFormatException(where, exception);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static XmlReader Open(string xml)
    {
        var names = new NameTable();
        var namespaces = new XmlNamespaceManager(names);
        foreach (var (prefix, name) in UsualPrefixes)
        {
            namespaces.AddNamespace(prefix, name);
        }

        // A document type without declarations of its own is passed over; entities were resolved before, so that none is left to be expanded.
        return XmlReader.Create(
            new StringReader(xml),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false, NameTable = names, IgnoreComments = true, IgnoreProcessingInstructions = true },
            new XmlParserContext(names, namespaces, xmlLang: null, XmlSpace.None));
    }

    // Entities can be nested so that a few lines unfold to gigabytes; no outlet declares any.
    private static void CheckDeclarations(string xml)
    {
        var start = xml.AsSpan(0, Math.Min(xml.Length, 4_096)).IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return;
        }

        var rest = xml.AsSpan(start);
        var end = rest.IndexOf('>');
        if (rest.IndexOf('[') is >= 0 and var open && (end < 0 || open < end))
        {
            throw new FeedFormatException("its XML declares entities of its own, which are not read");
        }
    }

    private sealed class Walk(XmlReader reader, Uri from)
    {
        private readonly List<(Uri Address, string Changed)> _sitemaps = [];
        private string? _title;
        private bool _isCut;

        internal FeedFormat? Format { get; private set; }

        internal List<FeedEntry> Entries { get; } = [];

        internal ParsedFeed? Run()
        {
            if (reader.MoveToContent() is not XmlNodeType.Element || FormatOf(reader.LocalName) is not { } format)
            {
                return null;
            }

            Format = format;
            var root = reader.NamespaceURI;
            while (!_isCut && reader.Read())
            {
                CheckDepth();
                if (reader.NodeType is not XmlNodeType.Element || !IsOwn(reader.NamespaceURI, root))
                {
                    continue;
                }

                if (reader.LocalName is "item" or "entry" or "url" or "sitemap")
                {
                    if (_isCut = Entries.Count == Most(format) || _sitemaps.Count == MaxListed)
                    {
                        break;
                    }

                    var draft = new FeedEntryDraft(from);
                    ReadItem(draft, root);
                    Add(format, draft);
                }
                else if (reader.LocalName is "title" && _title is null && reader.Depth <= 2)
                {
                    _title = HtmlFragment.ToLine(ReadText(MaxField));
                }
            }

            return Result(format);
        }

        internal ParsedFeed Result(FeedFormat format) => new(format, _title, [.. Entries])
        {
            Sitemaps = [.. _sitemaps.OrderByDescending(sitemap => sitemap.Changed, StringComparer.Ordinal).Select(sitemap => sitemap.Address)],
            Problem = _isCut ? $"it has more than {Most(format)} items; the first {Most(format)} were read" : null,
        };

        // A sitemap lists its pages in any order; the latest are chosen later.
        private static int Most(FeedFormat format) => format is FeedFormat.Sitemap ? MaxListed : ParsedFeed.MaxEntries;

        private void Add(FeedFormat format, FeedEntryDraft draft)
        {
            var entry = draft.ToEntry();
            if (format is FeedFormat.SitemapIndex)
            {
                if (entry.Address is { } address)
                {
                    _sitemaps.Add((address, entry.Updated ?? ""));
                }
            }
            else
            {
                Entries.Add(entry);
            }
        }

        private void ReadItem(FeedEntryDraft draft, string root)
        {
            if (reader.IsEmptyElement)
            {
                return;
            }

            var depth = reader.Depth;
            var parents = new Stack<string>();
            parents.Push(reader.LocalName);
            var texts = new Stack<StringBuilder>();
            texts.Push(new StringBuilder());
            var isRead = reader.Read();
            while (isRead && !(reader.NodeType is XmlNodeType.EndElement && reader.Depth == depth))
            {
                CheckDepth();
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when reader.GetAttribute("type") is "xhtml" && reader.LocalName is "content" or "summary" or "title" && !reader.IsEmptyElement:
                        // Markup instead of text; the reader stands behind it then.
                        var (name, markupParent) = (reader.LocalName, parents.Peek());
                        draft.Set(markupParent, name, Cut(reader.ReadInnerXml(), MaxContent));
                        continue;
                    case XmlNodeType.Element:
                        if (IsOwn(reader.NamespaceURI, root) && reader.LocalName is "link" && parents.Count == 1)
                        {
                            draft.SetLink(reader.GetAttribute("rel"), reader.GetAttribute("href"));
                        }

                        if (!reader.IsEmptyElement)
                        {
                            parents.Push(reader.LocalName);
                            texts.Push(new StringBuilder());
                        }

                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                        Append(texts.Peek(), reader.Value, MaxContent);

                        break;
                    case XmlNodeType.EndElement:
                        parents.Pop();
                        var text = texts.Pop().ToString();
                        SetField(draft, parents.Peek(), reader.LocalName is "encoded" or "content" or "description" or "summary" ? text : Cut(text, MaxField), root);
                        // Markup that was not escaped, as in a headline with an <i>: its words belong to the field around it.
                        Append(texts.Peek(), text, MaxField);
                        break;
                    default:
                        break;
                }

                isRead = reader.Read();
            }
        }

        private void SetField(FeedEntryDraft draft, string parent, string value, string root)
        {
            switch (reader.NamespaceURI)
            {
                case News:
                    draft.Set("news", reader.LocalName, value);
                    break;
                case DublinCore or ContentModule or Feedburner:
                    draft.Set("extension", reader.LocalName, value);
                    break;
                case var own when IsOwn(own, root):
                    draft.Set(parent, reader.LocalName, value);
                    break;
                default:
                    break;
            }
        }

        private static void Append(StringBuilder text, string more, int limit)
        {
            if (text.Length < limit)
            {
                text.Append(Cut(more, limit - text.Length));
            }
        }

        private string ReadText(int limit)
        {
            if (reader.IsEmptyElement)
            {
                return "";
            }

            var text = new StringBuilder();
            var depth = reader.Depth;
            while (reader.Read() && !(reader.NodeType is XmlNodeType.EndElement && reader.Depth == depth))
            {
                CheckDepth();
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length < limit)
                {
                    text.Append(Cut(reader.Value, limit - text.Length));
                }
            }

            return text.ToString();
        }

        private void CheckDepth()
        {
            if (reader.Depth > MaxDepth)
            {
                throw new FeedFormatException($"its XML is nested deeper than {MaxDepth} elements");
            }
        }

        private static bool IsOwn(string name, string root) => Own.Contains(name) || name == root;

        private static string Cut(string text, int length) =>
            text.Length <= length ? text : text[..(char.IsHighSurrogate(text[Math.Max(0, length - 1)]) ? length - 1 : length)];

        private static FeedFormat? FormatOf(string root) => root.ToLower(CultureInfo.InvariantCulture) switch
        {
            "rss" or "rdf" or "channel" => FeedFormat.Rss,
            "feed" => FeedFormat.Atom,
            "urlset" => FeedFormat.Sitemap,
            "sitemapindex" => FeedFormat.SitemapIndex,
            _ => null,
        };
    }
}
