using System.Globalization;
using Microsoft.DurableTask.Client;
using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.Dunning;

namespace Smart.Local.Pages;

/// <summary>The first thing that a newcomer sees: where everything stands.</summary>
internal static class OverviewPage
{
    public static async Task<Html> ShowAsync(ConsoleData data)
    {
        var (invoices, open, cases, names) = (await data.InvoicesAsync(), await data.OpenAsync(), await data.CasesAsync(), await data.NamesAsync());
        var overdue = open.Where(invoice => invoice.DueOn < data.System.Today).ToList();
        var unmatched = await data.ListAsync("receipts?state=unmatched", "receipts");
        var legal = await data.ListAsync("legal-files?state=awaiting-approval", "items");
        var letters = data.System.Mailbox.Reminders.Count;
        return Html.Of($"""
            <div class="cards">
            {Card("/invoices", invoices.Count, "invoices issued")}{Card("/invoices", Total(open.Select(invoice => invoice.Balance)), "owed by clients")}
            {Card("/cases", overdue.Count, "invoices overdue")}{Card("/cases", cases.Count(one => one.State == CaseState.Open), "dunning cases open")}
            {Card("/mail", letters, "reminders sent")}{Card("/money", unmatched.Count, "receipts wait for a person")}
            {Card("/legal", legal.Count, "legal files to decide")}{Card("/queues", DeadLetters(data), "dead letters")}
            </div>
            {MoneyPage.Drop}
            <h2>Overdue</h2>
            {Html.Table(["Invoice", "Client", "Due", "Letters", "#Owed"], overdue.OrderBy(invoice => invoice.DueOn).Select(invoice => Html.Of(
                $"<td><a href=\"/invoices/{invoice.Number}\">{invoice.Number}</a></td><td>{names.GetValueOrDefault(invoice.DebtorId)}</td><td class=\"d\">{invoice.DueOn}</td><td>{invoice.Level}</td><td class=\"n\">{invoice.Balance}</td>")),
                "Nothing is overdue.")}
            <h2>Latest mail</h2>
            {MailPages.Rows(data.System.Mailbox.Letters.Reverse().Take(8))}
            <h2>Latest orchestrations</h2>
            {await LatestAsync(data)}
            <h2>What ran last</h2>
            {Happenings(data)}
            """);
    }

    private static async Task<Html> LatestAsync(ConsoleData data)
    {
        var instances = new List<OrchestrationMetadata>();
        await foreach (var instance in data.System.Host.Durable.GetAllInstancesAsync()) instances.Add(instance);
        return WorkPages.Rows(instances.Where(instance => !instance.Name.EndsWith("Sweep", StringComparison.Ordinal)).OrderByDescending(instance => instance.LastUpdatedAt).Take(8));
    }

    private static Html Happenings(ConsoleData data) => Html.Table(
        ["When", "Started by", "Function", "For", ""],
        data.System.Host.Trace.Entries.Reverse().Take(15).Select(entry => Html.Of(
            $"<td class=\"d\">{BusinessClock.DateOf(entry.At)} {BusinessClock.TimeOf(entry.At).ToString("HH\\:mm", CultureInfo.InvariantCulture)}</td><td>{entry.Kind}</td><td>{entry.Function}</td><td class=\"fine\">{entry.Key}</td><td>{(entry.Succeeded ? Html.None : Html.Of($"<span class=\"tag bad\">{entry.Error}</span>"))}</td>")),
        "Nothing has run yet.");

    private static int DeadLetters(ConsoleData data) => data.System.Host.Broker.Queues.Sum(queue => data.System.Host.Broker.PeekDeadLetters(queue).Count);

    private static Money Total(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    private static Html Card(string path, object figure, string what) => Html.Of($"<a class=\"card\" href=\"{path}\"><b>{figure}</b><span>{what}</span></a>");
}
