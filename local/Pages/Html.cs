using System.Globalization;
using System.Net;

namespace Smart.Local.Pages;

/// <summary>Markup. What is put into it is escaped unless it is markup itself.</summary>
/// <param name="Markup">The text as it is sent.</param>
/// <param name="IsMissing">It says that there is no such thing: the status is 404.</param>
internal readonly record struct Html(string Markup, bool IsMissing = false)
{
    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>The page of something that does not exist.</summary>
    public static Html Missing(string what) => Of($"<p class=\"empty\">There is no such {what}.</p>") with { IsMissing = true };

    /// <summary>Markup with holes: each hole is escaped, unless it is markup.</summary>
    public static Html Of(FormattableString text)
    {
        var holes = text.GetArguments().Select(hole => (object)Text(hole)).ToArray();
        return new Html(string.Format(CultureInfo.InvariantCulture, text.Format, holes));
    }

    /// <summary>A piece of markup for each item.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> show) => new(string.Concat(items.Select(item => show(item).Markup)));

    /// <summary>A table, or a sentence where there is nothing to show.</summary>
    /// <param name="heads">The head of each column; one that starts with # holds numbers.</param>
    /// <param name="rows">Each a row of cells.</param>
    /// <param name="empty">The sentence.</param>
    public static Html Table(IReadOnlyList<string> heads, IEnumerable<Html> rows, string empty)
    {
        var body = string.Concat(rows.Select(row => $"<tr>{row.Markup}</tr>"));
        if (body.Length == 0) return Of($"<p class=\"empty\">{empty}</p>");
        var head = Each(heads, name => name.StartsWith('#') ? Of($"<th class=\"n\">{name[1..]}</th>") : Of($"<th>{name}</th>"));
        return Of($"<table><thead><tr>{head}</tr></thead><tbody>{new Html(body)}</tbody></table>");
    }

    private static string Text(object? hole) => hole switch
    {
        null => "",
        Html html => html.Markup,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => WebUtility.HtmlEncode(Convert.ToString(hole, CultureInfo.InvariantCulture) ?? ""),
    };
}
