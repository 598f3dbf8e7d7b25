using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Smart.Local.Http;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>How far each account is known, what waits for a person, what is on its way, and a place to drop a bank file.</summary>
internal static class MoneyPage
{
    /// <summary>Where a bank file is dropped.</summary>
    public static Html Drop { get; } = Html.Of($"<form class=\"drop\" method=\"post\" action=\"/bank-file\" enctype=\"multipart/form-data\"><b>Bank file (CODA, camt.053)</b><input type=\"file\" name=\"file\" required aria-label=\"Bank file\"><button class=\"primary\">Import</button></form>");

    public static async Task<Html> ShowAsync(ConsoleData data)
    {
        var accounts = await data.ListAsync("accounts", "accounts");
        var names = await data.NamesAsync();
        var waiting = await data.ListAsync("receipts?state=unmatched", "receipts");
        var returned = await data.ListAsync("receipts?state=returned", "receipts");
        var announced = await data.ListAsync("payments/announced", "payments");
        return Html.Of($"""
            {Drop}
            <h2>Accounts</h2>
            {Html.Table(["Account", "Name", "Complete through", "Last statement", "Gap", "Bank's interface"], accounts.Select(account => Html.Of(
                $"<td>{account!["accountKey"]}</td><td>{account["name"]}</td><td class=\"d\">{account["completeThrough"]}</td><td>{account["lastSequence"]}</td><td>{account["gap"]}</td><td class=\"w\">{Feed(account["feed"])}</td>")), "No account is known.")}
            <h2>Waiting for a person</h2>
            {Html.Table(["Value date", "From", "Communication", "Why", "May be of", "#Amount"], waiting.Select(receipt => Html.Of(
                $"<td class=\"d\">{receipt!["valueDate"]}</td><td>{receipt["counterpartyName"]}</td><td class=\"w\">{receipt["structured"]} {receipt["communication"]}</td><td>{receipt["reason"]}</td><td class=\"w\">{Candidates(receipt["candidates"], names)}</td><td class=\"n\">{InvoicePages.Money(receipt["amount"])}</td>")), "Every receipt found its invoice.")}
            <h2>Came back, and nobody saw it yet</h2>
            {Html.Table(["Value date", "From", "Why", "Opened again", "#Amount"], returned.Select(receipt => Html.Of(
                $"<td class=\"d\">{receipt!["valueDate"]}</td><td>{receipt["counterpartyName"]}</td><td>{receipt["reason"]}</td><td>{Paid(receipt["allocatedTo"])}</td><td class=\"n\">{InvoicePages.Money(receipt["amount"])}</td>")), "Nothing that nobody saw.")}
            <h2>Direct debits on their way</h2>
            {Html.Table(["Ordered", "Client", "Invoice", "#Amount"], announced.Select(payment => Html.Of(
                $"<td class=\"d\">{Day(payment!["toldAt"])}</td><td>{Name(payment["debtorId"], names)}</td><td>{Invoice(payment["invoiceNumber"]?.GetValue<string>())}</td><td class=\"n\">{InvoicePages.Money(payment["amount"])}</td>")), "None: letters wait for no direct debit.")}
            {MoneyLists.Payouts(await data.PayoutsAsync())}
            {MoneyLists.Receipts(await data.ReceiptsAsync(), names)}
            """);
    }

    public static async Task<string> SendFileAsync(HttpContext http, ConsoleData data)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files is not [var file]) return "/money";
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        var answer = await data.System.SendBankFileAsync(content.ToArray(), http.RequestAborted);
        return ConsolePages.Saying("/money", $"{file.FileName}: {await ResultAsync(data, answer)}");
    }

    private static async Task<string> ResultAsync(ConsoleData data, ApiAnswer answer)
    {
        if (!answer.Succeeded) return $"refused, {answer.Body?["detail"] ?? answer.Problem}";
        var taken = await data.Staff.GetAsync($"bank-files/{answer.Text("sha256")}");
        var statements = taken.Body?["statements"] as JsonArray ?? [];
        var refused = (taken.Body?["errors"] as JsonArray ?? []).Count + statements.Count(statement => statement?["refused"] is not null);
        return $"{taken.Body?["state"]}, {statements.Count} statements, {statements.Sum(statement => statement?["movements"]?.GetValue<int>() ?? 0)} movements, {refused} refused.";
    }

    private static Html Feed(JsonNode? feed)
    {
        if (feed is null) return Html.None;
        var warning = feed["needsReconnection"]?.GetValue<bool>() == true ? Html.Of($"<span class=\"tag bad\">needs reconnection</span>") : Html.None;
        var problem = feed["problem"] is { } word ? Html.Of($"<span class=\"fine\">{word}</span>") : Html.None;
        return Html.Of($"{feed["source"]}, last pull {(feed["pulledAt"] is { } at ? Moment(at) : "never")}, known through {feed["completeThrough"]?.ToString() ?? "nothing yet"} {warning} {problem}");
    }

    private static Html Candidates(JsonNode? candidates, Dictionary<string, string> names) =>
        Html.Each(candidates as JsonArray ?? [], candidate => Html.Of(
            $"<div class=\"who\">{Name(candidate!["debtorId"], names)} {Invoice(candidate["invoiceNumber"]?.GetValue<string>())} <b>{candidate["points"]} points</b> <span class=\"fine\">{string.Join(", ", (candidate["reasons"] as JsonArray ?? []).Select(reason => reason?.ToString()))}</span></div>"));

    private static Html Paid(JsonNode? parts) => Html.Each(parts as JsonArray ?? [], part => Html.Of($"{Invoice(part!["number"]?.GetValue<string>())} "));

    private static Html Invoice(string? number) => number is null ? Html.None : Html.Of($"<a href=\"/invoices/{number}\">{number}</a>");

    private static string Name(JsonNode? debtorId, Dictionary<string, string> names) => names.GetValueOrDefault(debtorId?.GetValue<string>() ?? "", "a member");

    private static string Moment(JsonNode instant)
    {
        var at = instant.GetValue<DateTimeOffset>();
        return string.Create(CultureInfo.InvariantCulture, $"{BusinessClock.DateOf(at):yyyy-MM-dd} {BusinessClock.TimeOf(at):HH\\:mm}");
    }

    private static DateOnly? Day(JsonNode? instant) => instant is null ? null : BusinessClock.DateOf(instant.GetValue<DateTimeOffset>());
}
