using Microsoft.AspNetCore.Http;

namespace Smart.Local.Pages;

/// <summary>Bank accounts, receipts that wait for a person, and a place to drop a bank file.</summary>
internal static class MoneyPage
{
    public static async Task<Html> ShowAsync(ConsoleData data)
    {
        var accounts = await data.ListAsync("accounts", "accounts");
        var waiting = await data.ListAsync("receipts?state=unmatched", "receipts");
        return Html.Of($"""
            <form class="drop" method="post" action="/bank-file" enctype="multipart/form-data"><b>Bank file (CODA)</b><input type="file" name="file" required><button class="primary">Import</button></form>
            <h2>Accounts</h2>
            {Html.Table(["Account", "Name", "Complete through", "Last statement", "Gap"], accounts.Select(account => Html.Of(
                $"<td>{account!["accountKey"]}</td><td>{account["name"]}</td><td class=\"d\">{account["completeThrough"]}</td><td>{account["lastSequence"]}</td><td>{account["gap"]}</td>")), "No account is known.")}
            <h2>Waiting for a person</h2>
            {Html.Table(["Value date", "From", "Communication", "Why", "#Amount"], waiting.Select(receipt => Html.Of(
                $"<td class=\"d\">{receipt!["valueDate"]}</td><td>{receipt["counterpartyName"]}</td><td>{receipt["structured"]} {receipt["communication"]}</td><td>{receipt["reason"]}</td><td class=\"n\">{InvoicePages.Money(receipt["amount"])}</td>")), "Every receipt found its invoice.")}
            """);
    }

    public static async Task<string> SendFileAsync(HttpContext http, ConsoleData data)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files is not [var file]) return "/money";
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        await data.System.SendBankFileAsync(content.ToArray(), http.RequestAborted);
        return "/money";
    }
}
