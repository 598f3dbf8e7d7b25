using Microsoft.AspNetCore.Http;

namespace Smart.Local.Pages;

/// <summary>Legal files that wait for the approver, who is somebody else than the preparer.</summary>
internal static class LegalPage
{
    public static async Task<Html> ShowAsync(ConsoleData data)
    {
        var names = await data.NamesAsync();
        var waiting = await data.ListAsync("legal-files?state=awaiting-approval", "items");
        var legal = (await data.CasesAsync()).Where(one => one.State == Shared.Dunning.CaseState.Legal).ToList();
        return Html.Of($"""
            <h2>To decide, as the development approver</h2>
            {Html.Table(["Case", "Client", "Deadline", "#Claim", "File", ""], waiting.Select(file => Html.Of(
                $"<td><a href=\"/cases/{file!["caseId"]}\">{file["caseId"]}</a></td><td>{names.GetValueOrDefault(file["debtorId"]!.GetValue<string>())}</td><td class=\"d\">{file["deadline"]}</td><td class=\"n\">{InvoicePages.Money(file["total"])}</td><td><a href=\"/legal/{file["caseId"]}/file\">zip</a></td><td>{Buttons(file["caseId"]!.GetValue<string>(), file["sha256"]?.GetValue<string>())}</td>")), "No file waits for a decision.")}
            <h2>At the legal stage</h2>
            {Html.Table(["Case", "Client", "File"], legal.Select(one => Html.Of(
                $"<td><a href=\"/cases/{one.CaseId}\">{one.CaseId}</a></td><td>{names.GetValueOrDefault(one.DebtorId)}</td><td><a href=\"/legal/{one.CaseId}/file\">zip</a></td>")), "No case has come this far.")}
            """);
    }

    /// <summary>Decides as the development approver.</summary>
    public static async Task<string> DecideAsync(HttpContext http, ConsoleData data)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var approved = form["decision"] == "approve";
        var decision = new { approved, reason = form["reason"].ToString() is { Length: > 0 } said ? said : null };
        var answer = await data.Approver.PostIfMatchAsync($"legal-files/{http.Request.RouteValues["id"]}/decision", form["sha256"].ToString(), decision, http.RequestAborted);
        await data.System.Host.RunUntilIdleAsync(http.RequestAborted);
        return ConsolePages.Saying("/legal", answer.Succeeded ? $"The file is {(approved ? "approved" : "refused")}." : $"Not decided: {answer.Body?["detail"] ?? answer.Problem}");
    }

    private static Html Buttons(string caseId, string? hash) => Html.Of(
        $"<form method=\"post\" action=\"/legal/{caseId}\"><input type=\"hidden\" name=\"sha256\" value=\"{hash}\"><input name=\"reason\" placeholder=\"Reason, to refuse\" aria-label=\"Reason\"><button class=\"primary\" name=\"decision\" value=\"approve\">Approve</button> <button name=\"decision\" value=\"refuse\">Refuse</button></form>");
}
