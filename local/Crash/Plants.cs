namespace Smart.Local.Crash;

/// <summary>A known fault: a change of the source that the matrix must notice.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="What">What is wrong then.</param>
/// <param name="Story">The story that shows it.</param>
/// <param name="Function">The function whose effects it spoils.</param>
/// <param name="Invariant">The rule that is broken.</param>
/// <param name="Changes">The changes that plant it.</param>
public sealed record Plant(string Name, string What, string Story, string Function, string Invariant, params IReadOnlyList<PlantedChange> Changes);

/// <summary>A change of one place in a source file.</summary>
/// <param name="File">Path in the repository.</param>
/// <param name="Find">What stands there once.</param>
/// <param name="Put">What stands there in the planted build.</param>
public sealed record PlantedChange(string File, string Find, string Put);

/// <summary>
/// The known faults. The product holds none of this: a build of its own is made of a copy of the source, in which each change asks
/// an environment variable whether it is on.
/// </summary>
public static class Plants
{
    /// <summary>The environment variable that switches one fault on in a planted build.</summary>
    public const string Switch = "SMART_PLANT";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Plant> All { get; } =
    [
        new(
            "no-recheck-before-sending",
            "A letter leaves although a payment came after it was reserved.",
            "part-payment-in-a-letter",
            "DispatchLetter",
            "letter-says-what-is-owed",
            new PlantedChange(
                "shared/Dunning/LetterService.cs",
                "if (letter.BusinessDate != clock.Today || letter.LetterVersion",
                "if (!PLANTED(\"no-recheck-before-sending\") && (letter.BusinessDate != clock.Today || letter.LetterVersion"),
            new PlantedChange("shared/Dunning/LetterService.cs", "!= facts.Head.LetterVersion || facts.HasHold)", "!= facts.Head.LetterVersion || facts.HasHold))")),
        new(
            "send-before-reserve",
            "A letter is handed over before a row says that it may have left.",
            "three-letters-look-up-only",
            "DispatchLetter",
            "mail-once",
            new PlantedChange(
                "shared/Dunning/LetterService.cs",
                "        return await CrossAsync(facts, letter, pdf, cancellationToken)",
                "        if (PLANTED(\"send-before-reserve\")) await provider.SendAsync(rendered.Mail, cancellationToken);\n        return await CrossAsync(facts, letter, pdf, cancellationToken)"),
            new PlantedChange(
                "shared/Dunning/LetterService.cs",
                "            return await provider.SendAsync(mail, cancellationToken) switch",
                "            return (PLANTED(\"send-before-reserve\") ? new MailOutcome.Accepted(\"planted\") : await provider.SendAsync(mail, cancellationToken)) switch")),
        new(
            "settle-without-operation-id",
            "The claims of a letter are booked without looking whether they were, and under another name each time.",
            "three-letters",
            "DispatchLetter",
            "claimed-once",
            new PlantedChange(
                "shared/Dunning/LetterService.cs",
                "        if (letter.State is not LetterState.Reserved) return letter.IsEffective ? LetterProgress.Effective : LetterProgress.Ended;",
                "        if (PLANTED(\"settle-without-operation-id\") && letter.State is LetterState.Sent) return await SettleAsync(key, letter.ProviderId!, cancellationToken);\n        if (letter.State is not LetterState.Reserved) return letter.IsEffective ? LetterProgress.Effective : LetterProgress.Ended;"),
            new PlantedChange(
                "shared/Dunning/LetterService.cs",
                "        if (letter.State is not (LetterState.Sending or LetterState.Settling)) return new ChunkDone(true);\n        var chunk = letter.Lines.Skip(letter.SettledLines)",
                "        if (!PLANTED(\"settle-without-operation-id\") && letter.State is not (LetterState.Sending or LetterState.Settling)) return new ChunkDone(true);\n        if (PLANTED(\"settle-without-operation-id\")) letter = letter with { SettledLines = 0 };\n        var chunk = letter.Lines.Skip(letter.SettledLines)"),
            new PlantedChange(
                "shared/Dunning/LetterAttempts.cs",
                "        batch.Insert(LedgerEntry.Of(letter.DebtorId, line.Number, $\"{letter.OperationId}-{part}\", kind,",
                "        batch.Insert(LedgerEntry.Of(letter.DebtorId, line.Number, PLANTED(\"settle-without-operation-id\") && letter.State is LetterState.Sent ? $\"{letter.OperationId}-{part}-again\" : $\"{letter.OperationId}-{part}\", kind,")),
        new(
            "receipt-without-marker",
            "A receipt is booked and nothing says so in the same transaction.",
            "issue-and-pay",
            "ReceivePayment",
            "receipt-booked-once",
            new PlantedChange(
                "shared/Payments/AllocationBatch.cs",
                "altersLetters: true).Insert(marker);",
                "altersLetters: true);\n        if (!PLANTED(\"receipt-without-marker\")) batch.Insert(marker);")),
        new(
            "index-after-truth",
            "What finds an invoice on the day after it is due is written after the invoice is.",
            "two-debtors",
            "CreateInvoice",
            "no-work-lost",
            new PlantedChange("shared/Invoicing/InvoiceWriter.cs", "        await WriteIndexAsync(invoice, cancellationToken);\n        return await OptimisticRetry", "        if (!PLANTED(\"index-after-truth\")) await WriteIndexAsync(invoice, cancellationToken);\n        var written = await OptimisticRetry"),
            new PlantedChange(
                "shared/Invoicing/InvoiceWriter.cs",
                "                return attempt;\n            },\n            cancellationToken);",
                "                return attempt;\n            },\n            cancellationToken);\n        if (PLANTED(\"index-after-truth\")) await WriteIndexAsync(invoice, cancellationToken);\n        return written;")),
        new(
            "message-before-commit",
            "A message is completed before what it asks for is done.",
            "issue-and-pay",
            "ReceivePayment",
            "message-completed-after-commit",
            new PlantedChange(
                "functions/Payments/ReceivePayment.cs",
                "        try\n        {\n            await HandleAsync(asked",
                "        if (PLANTED(\"message-before-commit\")) await actions.CompleteMessageAsync(message, cancellationToken);\n        try\n        {\n            await HandleAsync(asked"),
            new PlantedChange(
                "functions/Payments/ReceivePayment.cs",
                "        await actions.CompleteMessageAsync(message, cancellationToken);\n    }",
                "        if (!PLANTED(\"message-before-commit\")) await actions.CompleteMessageAsync(message, cancellationToken);\n    }")),
        new(
            "number-before-draft",
            "An invoice number is claimed before the draft that it names is there.",
            "caller-who-gives-up",
            "CreateInvoice",
            "numbers-without-gap",
            new PlantedChange(
                "shared/Invoicing/InvoiceClaims.cs",
                "        var draft = await StoreDraftAsync(debtorId, draftId, content, next, cancellationToken);\n        return",
                "        if (PLANTED(\"number-before-draft\") && await FindDraftAsync(debtorId, draftId, cancellationToken) is null)\n            await TryClaimAsync(new InvoiceDraft { PartitionKey = debtorId, RowKey = InvoiceDraft.Key(draftId), DraftId = draftId, Claiming = next.ToString(), Content = content }, next, cancellationToken);\n        var draft = await StoreDraftAsync(debtorId, draftId, content, next, cancellationToken);\n        return")),
    ];

    /// <summary>The source of a file with every change of every fault in it; each asks whether it is on.</summary>
    /// <param name="file">Path in the repository.</param>
    /// <param name="source">The file as it is.</param>
    /// <exception cref="InvalidOperationException">A change no longer fits: the code moved on, and the fault must be described anew.</exception>
    public static string Apply(string file, string source)
    {
        foreach (var plant in All)
        {
            foreach (var change in plant.Changes.Where(change => change.File == file))
            {
                var parts = source.Split(change.Find);
                if (parts.Length != 2) throw new InvalidOperationException($"The fault {plant.Name} no longer fits {file}: what it changes stands there {parts.Length - 1} times. Describe it anew in local/Crash/Plants.cs.");
                source = string.Join(change.Put.Replace("PLANTED(", $"string.Equals(System.Environment.GetEnvironmentVariable(\"{Switch}\"), ", StringComparison.Ordinal), parts);
            }
        }

        return source;
    }
}
