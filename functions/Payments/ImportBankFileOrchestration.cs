using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Payments.Import;

namespace Smart.Functions.Payments;

/// <summary>Where an import is.</summary>
public enum ImportStage
{
    /// <summary>Reads the file to its end before anything is booked.</summary>
    Verify,

    /// <summary>Stores movements as receipts and sends them to be booked.</summary>
    Book,

    /// <summary>Waits until each receipt is booked or in the worklist.</summary>
    Settle,
}

/// <summary>The import of a bank file; keys only.</summary>
/// <param name="OperationId"><c>bankfile-{sha256}</c>.</param>
/// <param name="Sha256">The file.</param>
/// <param name="Stage">Where it is.</param>
/// <param name="From">The movement to go on with.</param>
/// <param name="Sent">Receipts that were sent to be booked.</param>
/// <param name="Waits">How often it waits for them.</param>
public sealed record BankFileInput(string OperationId, string Sha256, ImportStage Stage = ImportStage.Verify, int From = 0, int Sent = 0, int Waits = 0)
{
    /// <summary>The import of a file from its start.</summary>
    public static BankFileInput Of(string sha256) => new($"bankfile-{sha256}", sha256);
}

/// <summary>A bank file: verified, booked in chunks with a checkpoint after each, settled (design section 4).</summary>
public static class ImportBankFileOrchestration
{
    private const int MostWaits = 10;

    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 6, firstRetryInterval: TimeSpan.FromSeconds(10), backoffCoefficient: 3));

    /// <summary>The orchestration, one instance a file. What it does not live to finish, the repair starts again.</summary>
    [Function(nameof(ImportBankFile))]
    public static async Task ImportBankFile([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<BankFileInput>()!;
        switch (input.Stage)
        {
            case ImportStage.Verify:
                if (await context.CallActivityAsync<bool>(nameof(BankFileActivities.VerifyBankFile), input, Retried)) context.ContinueAsNew(input with { Stage = ImportStage.Book });
                return;
            case ImportStage.Book:
                var booked = await context.CallActivityAsync<BookedMovements>(nameof(BankFileActivities.BookBankFile), input, Retried);
                context.ContinueAsNew(AfterBooking(input, booked));
                return;
            case ImportStage.Settle:
                if (input.Waits > 0) await context.CreateTimer(WaitBefore(input.Waits), CancellationToken.None);
                if (await context.CallActivityAsync<bool>(nameof(BankFileActivities.SettleBankFile), input, Retried) || input.Waits == MostWaits) return;
                context.ContinueAsNew(input with { Waits = input.Waits + 1 });
                return;
            default:
                throw new InvalidOperationException($"{input.Stage} is not handled.");
        }
    }

    /// <summary>Starts the import of a file, once.</summary>
    internal static Task StartImportAsync(this DurableTaskClient client, string sha256, CancellationToken cancellationToken) =>
        client.StartOnceAsync(nameof(ImportBankFile), BankFileInput.Of(sha256), BankFileInput.Of(sha256).OperationId, cancellationToken);

    // A file without receipts to book settles at once.
    private static BankFileInput AfterBooking(BankFileInput input, BookedMovements booked) => booked.Next is { } next
        ? input with { From = next, Sent = input.Sent + booked.Sent }
        : input with { Stage = ImportStage.Settle, Waits = input.Sent + booked.Sent > 0 ? 1 : 0 };

    // Two seconds, then four times as long each time, at most an hour.
    private static TimeSpan WaitBefore(int waits) => TimeSpan.FromSeconds(Math.Min(3600, 2 << (2 * Math.Min(waits - 1, 6))));
}

/// <summary>The steps of <see cref="ImportBankFileOrchestration"/>.</summary>
public sealed class BankFileActivities(BankFileVerifier verifier, BankFileBooking booking, BankFileSettling settling)
{
    /// <summary>True when something of the file is to be booked.</summary>
    [Function(nameof(VerifyBankFile))]
    public async Task<bool> VerifyBankFile([ActivityTrigger] BankFileInput input, FunctionContext context) =>
        (await verifier.VerifyAsync(input.Sha256, context.CancellationToken)).State != BankFileState.Refused;

    /// <summary>Stores a chunk of movements and sends them to be booked.</summary>
    [Function(nameof(BookBankFile))]
    public Task<BookedMovements> BookBankFile([ActivityTrigger] BankFileInput input, FunctionContext context) =>
        booking.BookAsync(input.Sha256, input.From, context.CancellationToken);

    /// <summary>True when every receipt of the file is booked or in the worklist.</summary>
    [Function(nameof(SettleBankFile))]
    public Task<bool> SettleBankFile([ActivityTrigger] BankFileInput input, FunctionContext context) =>
        settling.SettleAsync(input.Sha256, context.CancellationToken);
}
