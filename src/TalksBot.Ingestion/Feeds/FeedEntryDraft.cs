namespace TalksBot.Ingestion;

/// <summary>Gathers the fields of an item as they come; the first of a kind counts.</summary>
/// <param name="from">What links are relative to.</param>
internal sealed class FeedEntryDraft(Uri from)
{
    private string? _id;
    private string? _link;
    private string? _original;
    private string? _title;
    private string? _outlet;
    private string? _byline;
    private string? _published;
    private string? _updated;
    private string? _summary;
    private string? _content;
    private bool _isIdAddress;

    /// <summary>A field by the element that holds it and its name.</summary>
    internal void Set(string parent, string name, string value)
    {
        value = value.Trim();
        if (value.Length == 0)
        {
            return;
        }

        switch (parent, name)
        {
            case ("item" or "entry", "guid" or "id"):
                _id ??= value;
                _isIdAddress = name == "guid";
                break;
            case ("item" or "entry", "link") or ("url" or "sitemap", "loc"):
                _link ??= value;
                break;
            case ("extension", "origLink"):
                _original ??= value;
                break;
            case ("item" or "entry" or "news", "title"):
                _title ??= value;
                break;
            case ("item" or "entry", "pubDate" or "published" or "issued") or ("extension", "date") or ("news", "publication_date"):
                _published ??= value;
                break;
            case ("item" or "entry", "updated" or "modified") or ("url" or "sitemap", "lastmod"):
                _updated ??= value;
                break;
            case ("author", "name") or ("extension", "creator") or ("item", "author"):
                _byline ??= value;
                break;
            case ("item" or "entry", "description" or "summary"):
                _summary ??= value;
                break;
            case ("extension", "encoded") or ("item" or "entry", "content"):
                _content ??= value;
                break;
            case ("item", "source") or ("source", "title") or ("news", "name"):
                _outlet ??= value;
                break;
            default:
                break;
        }
    }

    /// <summary>A link of Atom.</summary>
    internal void SetLink(string? relation, string? address)
    {
        if (relation is null or "" or "alternate" && address is not null)
        {
            _link ??= address;
        }
    }

    /// <summary>The item.</summary>
    internal FeedEntry ToEntry() => new()
    {
        Id = _id,
        Address = FetchAddress.TryParse(_original, from) ?? FetchAddress.TryParse(_link, from) ?? (_isIdAddress ? FetchAddress.TryParse(_id, from: null) : null),
        Title = HtmlFragment.ToLine(_title),
        Outlet = HtmlFragment.ToLine(_outlet),
        Byline = HtmlFragment.ToLine(_byline),
        Published = _published ?? _updated,
        Updated = _updated,
        Summary = _summary,
        Content = _content,
    };
}
