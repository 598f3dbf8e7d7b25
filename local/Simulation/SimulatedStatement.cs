namespace Smart.Local.Simulation;

/// <summary>One statement of the simulated bank.</summary>
public sealed record SimulatedStatement
{
    /// <summary>The account, a Belgian IBAN without blanks, in euro.</summary>
    public required string Iban { get; init; }

    /// <summary>The holder's name.</summary>
    public required string Holder { get; init; }

    /// <summary>The holder's enterprise number, digits only.</summary>
    public string HolderIdentification { get; init; } = "";

    /// <summary>The bank.</summary>
    public string Bic { get; init; } = "KREDBEBB";

    /// <summary>Three digits; restarts each year.</summary>
    public required string Number { get; init; }

    /// <summary>The day of the statement, of its movements and of the new balance.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day of the statement before.</summary>
    public required DateOnly OldBalanceDate { get; init; }

    /// <summary>Cents; the new balance of the statement before.</summary>
    public required long OldBalance { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<SimulatedMovement> Movements { get; init; }

    /// <summary>Cents: the old balance and all movements.</summary>
    public long NewBalance => OldBalance + Movements.Sum(movement => movement.Cents);
}

/// <summary>One movement of the simulated bank; empty texts for what it does not carry.</summary>
public sealed record SimulatedMovement
{
    /// <summary>Cents, credit positive.</summary>
    public required long Cents { get; init; }

    /// <summary>Type digit, family, operation and category: 00150000 is a transfer in favour of the holder (rules 5.1).</summary>
    public string TransactionCode { get; init; } = "00150000";

    /// <summary>The bank's reference, at most 21 characters.</summary>
    public string BankReference { get; init; } = "";

    /// <summary>Twelve digits, written as type 101.</summary>
    public string StructuredCommunication { get; init; } = "";

    /// <summary>Free text of at most 149 characters; of 62 with a mandate.</summary>
    public string Communication { get; init; } = "";

    /// <summary>The payer's reference.</summary>
    public string EndToEndId { get; init; } = "";

    /// <summary>The other side's name.</summary>
    public string CounterpartyName { get; init; } = "";

    /// <summary>The other side's IBAN.</summary>
    public string CounterpartyAccount { get; init; } = "";

    /// <summary>The other side's bank.</summary>
    public string CounterpartyBic { get; init; } = "";

    /// <summary>The mandate of a SEPA direct debit, written as type 127.</summary>
    public string Mandate { get; init; } = "";

    /// <summary>The creditor identifier of the direct debit.</summary>
    public string CreditorId { get; init; } = "";

    /// <summary>1 reject, 2 return, 3 refund, 4 reversal, 5 cancellation.</summary>
    public string ReturnType { get; init; } = "";

    /// <summary>The ISO reason, such as AM04.</summary>
    public string ReturnReason { get; init; } = "";

    /// <summary>Details whose sum is the amount; a total of them has type 1 or 2 and its details 5 or 6.</summary>
    public IReadOnlyList<SimulatedMovement> Details { get; init; } = [];

    internal bool IsStructured => StructuredCommunication.Length > 0 || Mandate.Length > 0;

    /// <summary>A total made by the bank over credits.</summary>
    public static SimulatedMovement TotalOf(string bankReference, IReadOnlyList<SimulatedMovement> details) => new()
    {
        Cents = details.Sum(detail => detail.Cents),
        TransactionCode = "20150000",
        BankReference = bankReference,
        Details = [.. details.Select(detail => detail with { TransactionCode = "6" + detail.TransactionCode[1..] })],
    };
}
