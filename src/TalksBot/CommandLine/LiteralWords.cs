namespace TalksBot;

/// <summary>Keeps the words of a question from being read as options: what <c>ask</c> does not know is a word.</summary>
internal static class LiteralWords
{
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "--json", "--help", "-h", "-?" };

    private static readonly HashSet<string> Valued = new(StringComparer.Ordinal) { "--now", "--batch", "--data", "--config", "--dossier" };

    /// <summary>Puts the words after a <c>--</c>, where the parser takes everything as it stands.</summary>
    /// <param name="args">The whole command line; any other command's is returned as it is.</param>
    /// <exception cref="CommandFailedException">A word is all but an option's name ("--jsn").</exception>
    public static string[] Protect(string[] args)
    {
        var at = IndexOfCommand(args);
        if (at < 0 || args[at] != "ask")
        {
            return args;
        }

        var kept = args[..(at + 1)].ToList();
        var words = new List<string>();
        for (var i = at + 1; i < args.Length; i++)
        {
            if (args[i] == "--")
            {
                words.AddRange(args[(i + 1)..]);
                break;
            }

            if (Flags.Contains(args[i]) || Valued.Any(name => args[i].StartsWith(name + "=", StringComparison.Ordinal)))
            {
                kept.Add(args[i]);
            }
            else if (Valued.Contains(args[i]))
            {
                kept.AddRange(args[i..Math.Min(i + 2, args.Length)]);
                i++;
            }
            else
            {
                RefuseTypo(args[i]);
                words.Add(args[i]);
            }
        }

        return words.Count == 0 ? [.. kept] : [.. kept, "--", .. words];
    }

    // Options that belong to every command may stand in front of it.
    private static int IndexOfCommand(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--data" or "--config" or "--dossier")
            {
                i++;
            }
            else if (!args[i].StartsWith('-'))
            {
                return i;
            }
        }

        return -1;
    }

    // "--jsn" is a slip, "--" in a longer word or in a sentence is text.
    private static void RefuseTypo(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal) || word.Length < 5 || word.Any(char.IsWhiteSpace))
        {
            return;
        }

        var name = word.Split('=')[0];
        var near = Flags.Concat(Valued).FirstOrDefault(known => known.Length > 2 && known.Length <= name.Length + 1 && name.Length <= known.Length + 1
            && (known.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(known, StringComparison.Ordinal)
                || name.Order().SequenceEqual(known.Order()) || name.Except(known).Count() + known.Except(name).Count() <= 1));
        if (near is not null)
        {
            throw CommandFailedException.Usage($"unknown option {Printable.Line(name)}; did you mean {near}? (After -- every word belongs to the question.)");
        }
    }
}
