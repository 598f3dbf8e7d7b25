namespace Smart.Local.Chaos;

/// <summary>How a payer says what is paid.</summary>
public enum PaymentSpelling
{
    /// <summary>The structured communication in its field.</summary>
    Structured,

    /// <summary>The structured communication in free text.</summary>
    InText,

    /// <summary>By card, on the checkout page of the invoice: what is open when the page is made.</summary>
    Card,

    /// <summary>A digit of the structured communication is wrong.</summary>
    DigitWrong,

    /// <summary>A valid structured communication that stands for nothing.</summary>
    Unknown,

    /// <summary>A text that says nothing.</summary>
    None,
}

/// <summary>What happens to a request for an invoice besides being sent until it is answered.</summary>
public enum RequestRepeat
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>It is sent twice at the same time.</summary>
    AtOnce,

    /// <summary>It is sent again after it was answered.</summary>
    Later,
}

/// <summary>How a bank file reaches the product.</summary>
public enum FileFate
{
    /// <summary>Once, in its turn.</summary>
    Once,

    /// <summary>Twice at the same time.</summary>
    Twice,

    /// <summary>Once, and the bank's copy of it beside it.</summary>
    WithCopy,

    /// <summary>After the file that follows it.</summary>
    Late,
}

/// <summary>A member who is registered.</summary>
/// <param name="Key">Its name in the run, and its idempotency key.</param>
/// <param name="At">When, from the start of the run.</param>
/// <param name="Contracts">How many contracts it declares: at most three, which need no share.</param>
public sealed record PlannedMember(string Key, TimeSpan At, int Contracts);

/// <summary>A client who is entered.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="At">When.</param>
/// <param name="Number">Makes its enterprise number and its account.</param>
public sealed record PlannedDebtor(string Key, TimeSpan At, int Number);

/// <summary>An invoice.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="At">When.</param>
/// <param name="Member">The member, by its place in the plan.</param>
/// <param name="Contract">The member's contract.</param>
/// <param name="Debtor">The client, by its place in the plan.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitCents">The price of one, in cents.</param>
/// <param name="Repeat">What else happens to the request.</param>
/// <param name="Payments">What is paid on it.</param>
public sealed record PlannedInvoice(
    string Key, TimeSpan At, int Member, int Contract, int Debtor, int Quantity, long UnitCents, RequestRepeat Repeat, IReadOnlyList<PlannedPayment> Payments);

/// <summary>Shares that a member asks for.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="At">When.</param>
/// <param name="Member">The member, by its place in the plan.</param>
/// <param name="Count">How many.</param>
/// <param name="Payments">What is paid on them.</param>
public sealed record PlannedShare(string Key, TimeSpan At, int Member, int Count, IReadOnlyList<PlannedPayment> Payments);

/// <summary>Money on its way.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="Percent">Of what is asked; by card always what is open.</param>
/// <param name="Spelling">How the payer says what is paid.</param>
public sealed record PlannedPayment(string Key, int Percent, PaymentSpelling Spelling);

/// <summary>The end of a day at the bank: a file with everything since the one before.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="At">When.</param>
/// <param name="Fate">How it reaches the product.</param>
public sealed record PlannedFile(string Key, TimeSpan At, FileFate Fate);

/// <summary>A kill.</summary>
/// <param name="Delay">How long after the process was started.</param>
/// <param name="WhileStarting">Also when it does not answer yet; otherwise it is let come up first.</param>
/// <param name="RestartsStorage">Storage is stopped in good order and started again before the product is.</param>
public sealed record PlannedKill(TimeSpan Delay, bool WhileStarting, bool RestartsStorage);

/// <summary>Everything that is done to the product, in advance: the same for the same seed and length.</summary>
/// <param name="Members">At least one.</param>
/// <param name="Debtors">At least one.</param>
/// <param name="Invoices">In order of time.</param>
/// <param name="Shares">In order of time.</param>
/// <param name="Files">In order of time.</param>
/// <param name="Kills">In order; more than fit.</param>
public sealed record ChaosPlan(
    IReadOnlyList<PlannedMember> Members,
    IReadOnlyList<PlannedDebtor> Debtors,
    IReadOnlyList<PlannedInvoice> Invoices,
    IReadOnlyList<PlannedShare> Shares,
    IReadOnlyList<PlannedFile> Files,
    IReadOnlyList<PlannedKill> Kills);
