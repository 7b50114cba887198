namespace TalksBot.Memory;

/// <summary>Runs of letters and digits: "U.S." has two, "Russia’s" has two.</summary>
internal static class Words
{
    internal static List<string> Of(string text)
    {
        var words = new List<string>(text.Length / 6);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isPart = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isPart && start < 0)
            {
                start = i;
            }
            else if (!isPart && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }
}
