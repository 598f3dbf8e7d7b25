using System.Text.Json.Nodes;
using Smart.Shared.Debtors;

namespace Smart.Local.Pages;

/// <summary>Invoices with their ledger and the reasons for every reminder that was sent or not.</summary>
internal static class InvoicePages
{
    public static async Task<Html> ListAsync(ConsoleData data)
    {
        var (invoices, names) = (await data.InvoicesAsync(), await data.NamesAsync());
        var open = (await data.OpenAsync()).ToDictionary(invoice => invoice.Number, StringComparer.Ordinal);
        return Html.Table(
            ["Invoice", "Client", "Issued", "Due", "#Total", "#Open", "State"],
            invoices.OrderByDescending(invoice => invoice.Number, StringComparer.Ordinal).Select(invoice =>
            {
                var rest = open.GetValueOrDefault(invoice.Number);
                return Html.Of(
                    $"<td><a href=\"/invoices/{invoice.Number}\">{invoice.Number}</a></td><td>{names.GetValueOrDefault(invoice.DebtorId)}</td><td class=\"d\">{invoice.IssuedOn}</td><td class=\"d\">{invoice.DueOn}</td><td class=\"n\">{invoice.Payable}</td><td class=\"n\">{rest?.Balance}</td><td>{State(rest, data.System.Today)}</td>");
            }),
            "No invoice has been issued yet.");
    }

    public static async Task<Html> OneAsync(ConsoleData data, string number)
    {
        var answer = await data.Staff.GetAsync($"invoices/{Uri.EscapeDataString(number)}");
        if (!answer.Succeeded) return Html.Missing("invoice");
        var invoice = answer.Value;
        var debtorId = answer.Text("debtorId");
        var statement = await data.Staff.GetAsync($"debtors/{debtorId}/statement");
        var entries = statement.Value["entries"]!.AsArray().Where(entry => entry!["number"]!.GetValue<string>() == number);
        var decisions = await data.DecisionsAsync(number);
        var names = await data.NamesAsync();
        return Html.Of($"""
            <dl><dt>Client</dt><dd>{names.GetValueOrDefault(debtorId)}</dd><dt>Issued, due</dt><dd>{invoice["issuedOn"]} · {invoice["dueOn"]}</dd>
            <dt>Total, open</dt><dd>{Money(invoice["total"])} · {Money(invoice["open"])}</dd><dt>Communication</dt><dd>{invoice["communication"]}</dd>
            <dt>Delivered</dt><dd>{invoice["delivery"]}</dd><dt>Document</dt><dd><a href="/invoices/{number}/pdf">PDF</a> · SHA-256 {invoice["documentSha256"]}</dd></dl>
            <h2>Ledger</h2>
            {Html.Table(["Value date", "Entry", "Cause", "#Amount"], entries.Select(entry => Html.Of(
                $"<td class=\"d\">{entry!["valueDate"]}</td><td>{entry["kind"]}</td><td>{entry["cause"]}</td><td class=\"n\">{Money(entry["amount"])}</td>")), "No entries.")}
            <h2>Reasons</h2>
            {Html.Table(["From", "What was decided", "Next"], decisions.OrderBy(decision => decision.Date).Select(decision => Html.Of(
                $"<td class=\"d\">{decision.Date}</td><td>{decision.Reason}</td><td class=\"d\">{decision.Next}</td>")), "It was never overdue: nothing had to be decided.")}
            {await TimelineAsync(data, number)}
            """);
    }

    /// <summary>An amount of the API.</summary>
    public static string Money(JsonNode? money) => money is null ? "" : $"{money["currency"]} {money["amount"]}";

    private static async Task<Html> TimelineAsync(ConsoleData data, string number)
    {
        var answer = await data.Staff.GetAsync($"invoices/{Uri.EscapeDataString(number)}/timeline");
        if (!answer.Succeeded) return Html.None;
        return Html.Of($"<h2>The whole story</h2><ol class=\"story\">{Html.Each(answer.Value["entries"]!.AsArray(), Moment)}</ol>");
    }

    private static Html Moment(JsonNode? moment) =>
        Html.Of($"<li><time>{moment!["date"]}</time>{moment["text"]} <b>{Money(moment["amount"])}</b></li>");

    private static Html State(OpenInvoice? open, DateOnly today) => open switch
    {
        null => Html.Of($"<span class=\"tag good\">paid</span>"),
        _ when open.DueOn >= today => Html.Of($"<span class=\"tag\">not due</span>"),
        { Level: 0 } => Html.Of($"<span class=\"tag warn\">overdue</span>"),
        _ => Html.Of($"<span class=\"tag bad\">reminded, level {open.Level}</span>"),
    };
}
