using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Local.Pages;

/// <summary>Dunning cases, their letters, and what the case decided.</summary>
internal static class CasePages
{
    public static async Task<Html> ListAsync(ConsoleData data)
    {
        var (cases, letters, names) = (await data.CasesAsync(), await data.LettersAsync(), await data.NamesAsync());
        return Html.Table(
            ["Case", "Client", "Opened", "Closed", "#Letters", "State"],
            cases.OrderByDescending(one => one.OpenedOn).Select(one => Html.Of(
                $"<td><a href=\"/cases/{one.CaseId}\">{one.CaseId}</a></td><td>{names.GetValueOrDefault(one.DebtorId)}</td><td class=\"d\">{one.OpenedOn}</td><td class=\"d\">{one.ClosedOn}</td><td class=\"n\">{letters.Count(letter => letter.CaseId == one.CaseId && letter.IsEffective)}</td><td>{State(one)}</td>")),
            "No invoice has been overdue long enough for a case.");
    }

    public static async Task<Html> OneAsync(ConsoleData data, string caseId)
    {
        if ((await data.CasesAsync()).Find(one => one.CaseId == caseId) is not { } found) return Html.Missing("case");
        var letters = (await data.LettersAsync()).Where(letter => letter.CaseId == caseId).ToList();
        var names = await data.NamesAsync();
        return Html.Of($"""
            <dl><dt>Client</dt><dd>{names.GetValueOrDefault(found.DebtorId)}</dd><dt>State</dt><dd>{State(found)}</dd><dt>Opened, closed</dt><dd>{found.OpenedOn} · {found.ClosedOn}</dd>
            <dt>Policy</dt><dd>{found.PolicyVersion}</dd><dt>Needs a person</dt><dd>{found.NeedsAttention ?? "no"}</dd>
            <dt>Orchestration</dt><dd><a href="/work/{CaseEvents.InstanceOf(caseId, CaseStage.Dunning)}">{CaseEvents.InstanceOf(caseId, CaseStage.Dunning)}</a> · <a href="/work/{CaseEvents.InstanceOf(caseId, CaseStage.Legal)}">{CaseEvents.InstanceOf(caseId, CaseStage.Legal)}</a></dd></dl>
            <h2>Letters</h2>
            {Html.Table(["Letter", "Date", "By", "Invoices", "#Asked", "State", ""], letters.Select(letter => Html.Of(
                $"<td>{letter.Number}, attempt {letter.Attempt}</td><td class=\"d\">{letter.BusinessDate}</td><td>{letter.Channel}</td><td>{Html.Each(letter.Lines, Line)}</td><td class=\"n\">{letter.Total}</td><td><span class=\"tag\">{letter.State}</span></td><td>{Message(data, letter)}</td>")), "No letters yet.")}
            <h2>Reasons, invoice by invoice</h2>
            {Html.Table(["Invoice", "Latest reason"], found.Reasons.Select(pair => Html.Of($"<td><a href=\"/invoices/{pair.Key}\">{pair.Key}</a></td><td>{pair.Value}</td>")), "None yet.")}
            """);
    }

    private static Html Line(LetterLine line) => Html.Of($"<a href=\"/invoices/{line.Number}\">{line.Number}</a> level {line.Level}<br>");

    private static Html Message(ConsoleData data, LetterAttempt letter) =>
        data.System.Mailbox.Letters.FirstOrDefault(message => message.OperationId == letter.OperationId) is { } message
            ? Html.Of($"<a href=\"/mail/{message.Sequence}\">as it looks</a>")
            : Html.None;

    private static Html State(DunningCaseRow one) => one switch
    {
        { NeedsAttention: not null } => Html.Of($"<span class=\"tag bad\">needs a person</span>"),
        { State: CaseState.Closed } => Html.Of($"<span class=\"tag good\">closed</span>"),
        { State: CaseState.Legal } => Html.Of($"<span class=\"tag bad\">legal</span>"),
        _ => Html.Of($"<span class=\"tag warn\">open</span>"),
    };
}
