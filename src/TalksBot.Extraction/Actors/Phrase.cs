using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What a phrase is by its form.</summary>
internal enum PhraseKind
{
    /// <summary>Ends in a proper name.</summary>
    Name,

    /// <summary>A proper name that only describes the noun behind it ("[Veldorian] ministry").</summary>
    Modifier,

    /// <summary>Ends in a common noun.</summary>
    Nominal,

    /// <summary>A personal or possessive pronoun.</summary>
    Pronoun,

    /// <summary>"who", "which", "whose".</summary>
    Relative,
}

/// <summary>A noun phrase without what follows its head; all positions are token indexes.</summary>
internal sealed class Phrase
{
    public required PhraseKind Kind { get; set; }

    /// <summary>Its place among the phrases.</summary>
    public int Index { get; set; }

    /// <summary>First token, determiner included.</summary>
    public required int First { get; set; }

    /// <summary>First token after the phrase.</summary>
    public required int End { get; set; }

    /// <summary>First token of the name, or the head noun.</summary>
    public required int HeadFirst { get; set; }

    /// <summary>First token after the name or head noun.</summary>
    public required int HeadEnd { get; set; }

    /// <summary>First token of title and role in front of a name, or of a nominal's modifiers; equals <see cref="RoleEnd"/> when there are none.</summary>
    public int RoleFirst { get; set; }

    public int RoleEnd { get; set; }

    /// <summary>Lower-case determiner; empty without one.</summary>
    public string Determiner { get; set; } = "";

    /// <summary>"two" is 2; 0 when no number is given.</summary>
    public int Number { get; set; }

    public bool IsPlural { get; set; }

    /// <summary>The phrase before 's, or the possessive pronoun.</summary>
    public Phrase? Possessor { get; set; }

    /// <summary>The phrase behind "of", "for", "at".</summary>
    public Phrase? Of { get; set; }

    /// <summary>Whether "of" joins it to <see cref="Of"/>, rather than "for" or "at".</summary>
    public string OfWord { get; set; } = "";

    /// <summary>The other half of an apposition.</summary>
    public Phrase? Apposition { get; set; }

    /// <summary>The second of "X and Y".</summary>
    public Phrase? Coordinate { get; set; }

    /// <summary>The phrase whose possessor this one is.</summary>
    public bool IsPossessor { get; set; }

    public bool IsSubject { get; set; }

    /// <summary>Source of an attribution.</summary>
    public bool IsSource { get; set; }

    /// <summary>Behind "in", "at", "near": a place rather than an actor.</summary>
    public bool IsLocative { get; set; }

    public int Sentence { get; set; }

    public int Paragraph { get; set; }

    /// <summary>The quotation it stands in, or -1.</summary>
    public int Quotation { get; set; }

    /// <summary>Whom it stands for; empty while unresolved.</summary>
    public List<ActorDraft> Actors { get; } = [];

    public double Confidence { get; set; } = 1;

    /// <summary>Whether the step that decides it has run.</summary>
    public bool IsDone { get; set; }

    public override string ToString() => $"{Kind} [{First},{End}) {string.Join('+', Actors.Select(actor => actor.Name))}";
}

/// <summary>An actor while its text is being read.</summary>
internal sealed class ActorDraft
{
    public required string Name { get; set; }

    /// <summary>Null while nothing tells.</summary>
    public ActorKind? Kind { get; set; }

    /// <summary>m, f or - while nothing tells.</summary>
    public char Gender { get; set; } = '-';

    public string? Role { get; set; }

    public ActorDraft? Of { get; set; }

    /// <summary>Stated only in the dossier.</summary>
    public string? OfName { get; set; }

    public bool IsNamed { get; set; } = true;

    public Actor? Known { get; set; }

    /// <summary>Folded words of the name.</summary>
    public List<string> Words { get; set; } = [];

    /// <summary>Heads of the roles and descriptions that the text gives it.</summary>
    public HashSet<string> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts its role was read from.</summary>
    public HashSet<string> RoleTexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Heads under which the resolver already lists it.</summary>
    public HashSet<string> IsIndexed { get; } = new(StringComparer.Ordinal);

    /// <summary>All words of its roles.</summary>
    public HashSet<string> RoleWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Other names in the order of their first use.</summary>
    public List<string> Aliases { get; } = [];

    /// <summary>Its last mention outside quotations so far.</summary>
    public Phrase? Last { get; set; }

    public int Mentions { get; set; }

    /// <summary>Mentions as a place and as one who acts.</summary>
    public int PlaceUses { get; set; }

    public int ActorUses { get; set; }

    /// <summary>Not an actor: a place or thing that never acts.</summary>
    public bool IsDropped { get; set; }

    public bool IsPersonLike => Kind is ActorKind.Person or null;

    public string? Surname => Words.Count > 1 ? Words[^1] : null;

    public void AddAlias(string alias)
    {
        if (alias.Length > 0 && alias != Name && !Aliases.Contains(alias, StringComparer.Ordinal) && Aliases.Count < 40)
        {
            Aliases.Add(alias);
        }
    }
}
