namespace Smart.Shared.Documents.Layout;

/// <summary>Breaks text into lines that fit a width. A word longer than the line is cut where it must be.</summary>
internal static class TextWrap
{
    internal static List<string> Lines(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (measure(longer) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0) lines.Add(line);
                line = CutInto(lines, word, width, measure);
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    internal static string Truncate(string text, double width, Func<string, double> measure)
    {
        if (measure(text) <= width) return text;
        var keep = text.Length;
        while (keep > 0 && measure(text[..keep].TrimEnd() + "…") > width) keep = Shorter(text, keep);
        return text[..keep].TrimEnd() + "…";
    }

    private static string CutInto(List<string> lines, string word, double width, Func<string, double> measure)
    {
        while (measure(word) > width)
        {
            var keep = word.Length;
            while (keep > 1 && measure(word[..keep]) > width) keep = Shorter(word, keep);
            keep = Math.Max(keep, char.IsHighSurrogate(word[0]) ? 2 : 1);
            lines.Add(word[..keep]);
            word = word[keep..];
            if (word.Length == 0) break;
        }

        return word;
    }

    private static int Shorter(string text, int keep) => keep >= 2 && char.IsLowSurrogate(text[keep - 1]) ? keep - 2 : keep - 1;
}
