using Microsoft.DurableTask.Client;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;
using Smart.Shared.Legal;

namespace Smart.Functions.Timeline;

/// <summary>Joins what each capability knows of an invoice into one ordered story.</summary>
public sealed class InvoiceStory(InvoiceReader invoices, DebtorLedger ledger, LetterArchive letters, CaseReader cases, LegalFiles files)
{
    /// <summary>The story. It reads the history of one invoice: for people, not for decisions.</summary>
    public async Task<TimelineResponse> TellAsync(InvoiceRow invoice, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (debtorId, number) = (invoice.DebtorId, invoice.Number);
        var view = await invoices.ViewAsync(invoice, cancellationToken);
        var reasons = await letters.ReasonsAsync(debtorId, number, cancellationToken);
        var written = (await letters.LettersAsync(debtorId, cancellationToken)).Where(letter => letter.Lines.Any(line => line.Number == number)).ToList();
        var entries = new List<TimelineEntry>();
        entries.AddRange(StoryTexts.Issue(view));
        entries.AddRange((await ledger.EntriesAsync(debtorId, [number], cancellationToken)).SelectMany(StoryTexts.Ledger));
        entries.AddRange(reasons.Select(StoryTexts.Reason));
        entries.AddRange(written.Select(letter => StoryTexts.Letter(letter, number)));
        var caseIds = written.Select(letter => letter.CaseId).Concat(reasons.Select(reason => reason.CaseId)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var caseId in caseIds)
        {
            if (await cases.ReadAsync(debtorId, caseId, cancellationToken) is { Case: { } row }) entries.AddRange(StoryTexts.Case(row));
            if (await files.FindAsync(debtorId, caseId, cancellationToken) is { } file) entries.AddRange(StoryTexts.Legal(file, number));
        }

        var ordered = entries.OrderBy(entry => entry.Date).ThenBy(entry => entry.At ?? DateTimeOffset.MinValue).ToList();
        return new TimelineResponse(number, ordered, await InstancesAsync(number, caseIds, client, cancellationToken));
    }

    private static async Task<IReadOnlyList<TimelineInstance>> InstancesAsync(
        string number, IEnumerable<string> caseIds, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var found = new List<TimelineInstance>();
        IEnumerable<string> names =
        [
            $"issue-{number}",
            .. caseIds.SelectMany(caseId => new[] { CaseEvents.InstanceOf(caseId, CaseStage.Dunning), CaseEvents.InstanceOf(caseId, CaseStage.Legal) }),
        ];
        foreach (var name in names)
        {
            if (await client.GetInstanceAsync(name, getInputsAndOutputs: true, cancellationToken) is not { } instance) continue;
            var doing = instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<string>();
            found.Add(new TimelineInstance(name, instance.RuntimeStatus.ToString(), doing, instance.LastUpdatedAt));
        }

        return found;
    }
}
