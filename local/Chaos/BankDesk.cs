using Smart.Local.Simulation;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Local.Chaos;

/// <summary>
/// The bank of the run and finance, who hands its files in: a day ends every few seconds, in the past so that there are days enough.
/// Which file a payment is in depends on when its invoice was answered.
/// </summary>
/// <param name="finance">The API, as finance.</param>
/// <param name="facts">What was sent.</param>
/// <param name="journal">What was done.</param>
/// <param name="first">The day of the first file.</param>
internal sealed class BankDesk(HonestClient finance, ChaosFacts facts, ChaosJournal journal, DateOnly first)
{
    private const int CopyMark = 16;
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly SimulatedBank _bank = new(DemoCooperative.Iban, DemoCooperative.Name, DemoCooperative.EnterpriseNumber, DemoCooperative.Bic);
    private readonly List<Transfer> _pending = [];
    private DateOnly _day = first;
    private TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether money waits for a file.</summary>
    public bool HasMoney
    {
        get
        {
            lock (_gate) return _pending.Count > 0;
        }
    }

    /// <summary>Money comes in on the account.</summary>
    public void Receive(Transfer transfer)
    {
        lock (_gate)
        {
            _bank.Receive(transfer.Cents, transfer.Payer, transfer.Iban, transfer.Structured, transfer.Text);
            _pending.Add(transfer);
        }

        journal.Write(transfer.Key, $"transfer of {transfer.Cents} cents, '{transfer.Structured}' '{transfer.Text}'");
    }

    /// <summary>Closes the day and hands its file in, until its status says that it is done.</summary>
    public async Task CloseDayAsync(PlannedFile planned, CancellationToken cancellationToken)
    {
        byte[] file;
        List<Transfer> transfers;
        TaskCompletionSource before;
        Task after;
        lock (_gate)
        {
            file = _bank.CloseDay(_day);
            transfers = [.. _pending];
            _pending.Clear();
            _day = _day.AddDays(1);
            (before, _followed) = (_followed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            after = _followed.Task;
        }

        var statement = await NoteAsync(planned, file, transfers, cancellationToken);
        if (planned.Fate == FileFate.Late) await after.WaitAsync(cancellationToken);
        await Task.WhenAll(Sent(planned, file).Select(one => HandInAsync(planned.Key, one, statement, before, cancellationToken)));
    }

    private static IEnumerable<byte[]> Sent(PlannedFile planned, byte[] file) => planned.Fate switch
    {
        FileFate.Twice => [file, file],
        FileFate.WithCopy => [file, CopyOf(file)],
        _ => [file],
    };

    private static byte[] CopyOf(byte[] file)
    {
        var copy = file.ToArray();
        copy[CopyMark] = (byte)'D';
        return copy;
    }

    private async Task<string> NoteAsync(PlannedFile planned, byte[] file, List<Transfer> transfers, CancellationToken cancellationToken)
    {
        var statement = "";
        var keys = new List<string>();
        using var stream = new MemoryStream(file);
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            if (item is BankFileItem.StatementOpened opened) statement = opened.Header.Key;
            if (item is BankFileItem.MovementRead read) keys.Add(read.Movement.Key);
        }

        journal.Alias(planned.Key, statement);
        foreach (var (transfer, key) in transfers.Zip(keys))
        {
            facts.Add(new MovementFact(transfer.Key, statement, key, transfer.Cents, transfer.Number, transfer.ShareRequestId));
            journal.Alias(transfer.Key, key);
            journal.Alias(planned.Key, key);
        }

        return statement;
    }

    private async Task HandInAsync(string key, byte[] file, string statement, TaskCompletionSource before, CancellationToken cancellationToken)
    {
        var accepted = await finance.PostFileAsync(key, "bank-files", file, cancellationToken);
        before.TrySetResult();
        if (!accepted.Succeeded)
        {
            facts.Surprise(key, $"the file was not accepted: {accepted.Problem}");
            return;
        }

        var sha256 = accepted.Text("sha256");
        journal.Alias(key, sha256);
        facts.Add(new FileFact(key, sha256, statement));
        while (true)
        {
            await Task.Delay(BeforeAskingAgain, TimeProvider.System, cancellationToken);
            var status = await finance.GetAsync(key, accepted.Text("statusUrl"), cancellationToken);
            if (status.Succeeded && status.Text("state") == "done") return;
            if (status.Succeeded && status.Text("state") != "refused") continue;
            facts.Surprise(key, $"the file was accepted and then: {status.Problem ?? status.Text("state")}");
            return;
        }
    }
}

/// <summary>A transfer to the account.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="Cents">How much.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Iban">From which account.</param>
/// <param name="Structured">The structured communication, or empty.</param>
/// <param name="Text">Free text, or empty.</param>
/// <param name="Number">The invoice that it names rightly, if one.</param>
/// <param name="ShareRequestId">The request for shares that it names rightly, if one.</param>
internal sealed record Transfer(string Key, long Cents, string Payer, string Iban, string Structured, string Text, string? Number, string? ShareRequestId);
