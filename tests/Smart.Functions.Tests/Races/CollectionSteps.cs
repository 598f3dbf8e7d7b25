using Smart.Shared;
using Smart.Shared.Dunning;
using Smart.Shared.Payments;

namespace Smart.Functions.Tests.Races;

/// <summary>The steps of collection as the orchestrations and messages of the product take them, on the services of a line.</summary>
internal static class CollectionSteps
{
    public const string ReceiptPrefix = "race-";

    private const string Statement = "race";
    private const int MostSteps = 20;

    /// <summary>Stores a receipt as an import does; it is not booked yet.</summary>
    public static Task ReceiptAsync(RaceLine line, string name, long cents, string? structured = null, string text = "") => line.Get<ReceiptStore>().AddAsync(
    [
        new ReceiptRow
        {
            PartitionKey = Statement,
            RowKey = ReceiptPrefix + name,
            Source = ReceiptSource.BankFile,
            Amount = Money.Eur(cents),
            ValueDate = new DateOnly(2026, 3, 13),
            ReceivedAt = new DateTimeOffset(2026, 3, 16, 5, 0, 0, TimeSpan.Zero),
            State = ReceiptState.Received,
            Structured = structured,
            Communication = text,
        },
    ]);

    /// <summary>Books a receipt, as its message does.</summary>
    public static Task<ReceiptOutcome> ReceiveAsync(RaceLine line, string name) => line.Get<PaymentService>().ReceiveAsync(Statement, ReceiptPrefix + name);

    /// <summary>A person says whose an unmatched receipt is.</summary>
    public static async Task AllocateAsync(RaceLine line, string name, string debtorId, string number)
    {
        var result = await line.Get<WorklistService>().AllocateAsync(new ReceiptDecider(Statement, ReceiptPrefix + name, null, "person"), debtorId, number);
        result.Refusal.ShouldBeNull();
    }

    /// <summary>Evaluates the case, and dispatches the letter when one is to go.</summary>
    public static async Task RemindAsync(RaceLine line, string debtorId)
    {
        if (await line.Get<CaseEvaluation>().EvaluateAsync(debtorId, CaseOf(debtorId)) is CaseStep.WriteLetter letter)
            await line.Get<LetterService>().DispatchAsync(new LetterKey(debtorId, CaseOf(debtorId), letter.Plan.Number, letter.Plan.Attempt));
    }

    /// <summary>Takes the steps of the case until there is nothing to do now.</summary>
    public static async Task CarryOnAsync(RaceLine line, string debtorId)
    {
        if (line.Rows<DunningCaseRow>("Debtors", "case|").Count == 0) return;
        for (var taken = 0; taken < MostSteps; taken++)
        {
            var step = await line.Get<CaseEvaluation>().EvaluateAsync(debtorId, CaseOf(debtorId));
            if (step is CaseStep.Wait or CaseStep.End) return;
            await TakeAsync(line, debtorId, step);
        }

        throw new InvalidOperationException($"The case of {debtorId} does not come to rest.");
    }

    public static string CaseOf(string debtorId) => $"{debtorId}-1";

    private static Task TakeAsync(RaceLine line, string debtorId, CaseStep step)
    {
        var letters = line.Get<LetterService>();
        return step switch
        {
            CaseStep.WriteLetter { Plan: var plan } => letters.DispatchAsync(new LetterKey(debtorId, CaseOf(debtorId), plan.Number, plan.Attempt)),
            CaseStep.ResumeLetter { Letter: { State: LetterState.Reserved } reserved } => letters.DispatchAsync(LetterKey.Of(reserved)),
            CaseStep.ResumeLetter { Letter: var letter } => letters.ResolveAsync(LetterKey.Of(letter)),
            CaseStep.LapseLetter { Letter: var letter } => letters.LapseAsync(LetterKey.Of(letter)),
            CaseStep.CheckDelivery { Letter: var letter } => letters.CheckDeliveryAsync(LetterKey.Of(letter)),
            CaseStep.Escalate => line.Get<CaseService>().EscalateAsync(debtorId, CaseOf(debtorId)),
            CaseStep.Close => line.Get<CaseService>().CloseAsync(debtorId, CaseOf(debtorId)),
            _ => throw new InvalidOperationException($"{step} is no step to take."),
        };
    }
}
