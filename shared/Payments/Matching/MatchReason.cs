namespace Smart.Shared.Payments.Matching;

/// <summary>Why a receipt may be somebody's: stable words, stored with the receipt and shown to people. Renaming needs a migration.</summary>
public static class MatchReason
{
    /// <summary>A valid communication in the field made for it.</summary>
    public const string Reference = "reference";

    /// <summary>An ISO 11649 reference whose body is one of our communications or invoice numbers.</summary>
    public const string RfReference = "rf-reference";

    /// <summary>A valid communication in free text.</summary>
    public const string ReferenceInText = "reference-in-text";

    /// <summary>An invoice number in free text.</summary>
    public const string NumberInText = "invoice-number-in-text";

    /// <summary>Several invoices are named together.</summary>
    public const string SeveralNumbers = "several-invoice-numbers";

    /// <summary>A communication that is ours with one digit changed, two neighbours swapped, or a letter read as a digit.</summary>
    public const string NearMiss = "one-digit-wrong";

    /// <summary>The account paid for this debtor before, and for no other.</summary>
    public const string KnownAccount = "known-account";

    /// <summary>The account paid for this debtor before, and for others too.</summary>
    public const string SharedAccount = "shared-account";

    /// <summary>The payer is called like the debtor.</summary>
    public const string Name = "name";

    /// <summary>The payer is called nearly like the debtor.</summary>
    public const string NameAlike = "name-alike";

    /// <summary>The amount is the balance or the principal of the invoice.</summary>
    public const string AmountFits = "amount-fits";

    /// <summary>The amount is that of all the invoices named, or of all that is open.</summary>
    public const string AmountOfSeveral = "amount-of-several";

    /// <summary>The amount is that of some of the open invoices, and of no others.</summary>
    public const string AmountOfAFew = "amount-of-a-few";

    /// <summary>No more than the tolerance lies between amount and invoice.</summary>
    public const string AmountWithinTolerance = "amount-within-tolerance";

    /// <summary>A transfer from abroad lacks no more than what banks keep.</summary>
    public const string AmountLessCharges = "amount-less-charges";

    /// <summary>The money was exchanged, and is near the invoice.</summary>
    public const string ForeignCurrency = "foreign-currency";

    /// <summary>Against it: the account paid for other debtors before.</summary>
    public const string OtherDebtorsAccount = "other-debtors-account";

    /// <summary>Against it: the payer names another invoice.</summary>
    public const string OtherInvoiceNamed = "other-invoice-named";

    /// <summary>Against it: the amount is that of another open invoice of the same debtor.</summary>
    public const string AmountOfAnother = "amount-of-another";

    /// <summary>Against it: the payer gives a valid reference that is none of ours.</summary>
    public const string UnknownReference = "unknown-reference";

    /// <summary>Against it: the invoice is paid.</summary>
    public const string InvoicePaid = "invoice-paid";

    /// <summary>Against it: the invoice is written off, and the money may belong to whoever bore the loss.</summary>
    public const string InvoiceWrittenOff = "invoice-written-off";
}
