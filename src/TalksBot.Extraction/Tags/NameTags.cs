namespace TalksBot.Extraction;

/// <summary>Mends the tags of names that begin a sentence, where the capital says nothing.</summary>
internal static class NameTags
{
    /// <summary>Makes a word at the head of a sentence a name where the rest of the text or its place shows that it is one.</summary>
    public static void Mend(TokenizedText text, string[] tags)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var namesByForm = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var others = new HashSet<string>(StringComparer.Ordinal);
        var othersByForm = others.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var sentence in text.Sentences)
        {
            var isStart = true;
            for (var i = sentence.First; i < sentence.End; i++)
            {
                var form = text.Form(i);
                if (!isStart && char.IsUpper(form[0]) && tags[i] is "NNP")
                {
                    namesByForm.Add(form);
                }
                else if (char.IsLower(form[0]))
                {
                    othersByForm.Add(form);
                }

                isStart &= text.Tokens[i].Kind is TokenKind.Quote or TokenKind.Punctuation;
            }
        }

        Span<char> lower = stackalloc char[32];
        foreach (var sentence in text.Sentences)
        {
            var first = sentence.First;
            while (first < sentence.End && text.Tokens[first].Kind is TokenKind.Quote or TokenKind.Punctuation)
            {
                first++;
            }

            if (first >= sentence.End || tags[first] is not ("VB" or "VBP" or "VBD" or "VBN" or "VBG" or "NN" or "JJ" or "RB" or "UH" or "FW" or "IN" or "NNS" or "VBZ"))
            {
                continue;
            }

            var form = text.Form(first);
            if (!char.IsUpper(form[0]) || form.Length > lower.Length)
            {
                continue;
            }

            form.ToLowerInvariant(lower);
            var isKnownName = namesByForm.Contains(form) && !othersByForm.Contains(lower[..form.Length]);
            if (isKnownName || StandsAsSubject(tags, first, sentence.End))
            {
                tags[first] = "NNP";
            }
        }
    }

    // "Quell said", "Chase would": no verb begins a sentence right before a finite one.
    private static bool StandsAsSubject(string[] tags, int first, int end) =>
        tags[first] is "VB" or "VBP" && first + 1 < end && tags[first + 1] is "VBD" or "VBZ" or "MD" or "POS";
}
