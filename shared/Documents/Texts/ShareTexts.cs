namespace Smart.Shared.Documents.Texts;

/// <summary>The words about shares. A language that lacks one does not compile.</summary>
internal sealed partial record ShareTexts
{
    internal required string RequestTitle { get; init; }

    internal required string ReminderTitle { get; init; }

    internal required string CertificateTitle { get; init; }

    internal required string MemberNumber { get; init; }

    internal required string RegisteredOn { get; init; }

    internal required string Class { get; init; }

    internal required string Acquired { get; init; }

    internal required string Held { get; init; }

    internal required string Paid { get; init; }

    internal required string CoveredUntil { get; init; }

    internal required string WhyShare { get; init; }

    internal required string Proof { get; init; }

    /// <summary>Shares, amount, last day to pay, last year covered.</summary>
    internal required Func<int, string, string, int, string> Request { get; init; }

    /// <summary>E-mail address for questions.</summary>
    internal required Func<string, string> AfterPayment { get; init; }

    /// <summary>Cooperative, member, shares, class, date of the register entry.</summary>
    internal required Func<string, string, int, string, string, string> Certify { get; init; }

    internal static ShareTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => French,
        DocumentLanguage.Nl => Dutch,
        DocumentLanguage.En => English,
        DocumentLanguage.De => German,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };
}
