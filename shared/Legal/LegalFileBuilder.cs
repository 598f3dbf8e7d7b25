using Microsoft.Extensions.Options;
using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>A legal file as built.</summary>
/// <param name="Zip">Its bytes.</param>
/// <param name="Claims">What it claims.</param>
public sealed record BuiltLegalFile(BinaryData Zip, IReadOnlyList<LegalClaim> Claims);

/// <summary>What to build.</summary>
/// <param name="Facts">What is owed, as read.</param>
/// <param name="Claimed">The invoices to claim, oldest first.</param>
/// <param name="PreparedBy">Who prepares.</param>
/// <param name="Date">The day to which interest is computed.</param>
public sealed record LegalFilePlan(LegalFacts Facts, IReadOnlyList<OpenInvoice> Claimed, string PreparedBy, DateOnly Date);

/// <summary>
/// Puts together what the lawyer gets: claim, letters as sent, invoices, ledger, proofs of delivery, and a manifest with the hash of
/// each. A letter or invoice whose bytes are not those recorded refuses the whole file.
/// </summary>
public sealed class LegalFileBuilder(
    DebtorService debtors, DebtorLedger ledger, LetterArchive letters, InvoiceReader invoices, InvoiceDocuments prints, IOptions<CreditorSettings> creditor)
{
    /// <summary>Gathers the documents once; the versions that may be tried differ in the manifest alone.</summary>
    public async Task<Result<Func<int, BuiltLegalFile>>> GatherAsync(LegalFilePlan plan, CancellationToken cancellationToken = default)
    {
        var head = plan.Facts.Case.Head;
        var profile = await debtors.FindProfileAsync(head.DebtorId, cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {head.DebtorId} has no profile.");
        var numbers = plan.Claimed.Select(invoice => invoice.Number).ToList();
        var entries = await ledger.EntriesAsync(head.DebtorId, numbers, cancellationToken);
        var sent = (await letters.LettersAsync(head.DebtorId, cancellationToken))
            .Where(letter => letter.IsEffective && letter.Lines.Any(line => numbers.Contains(line.Number)))
            .ToList();
        var sentPdfs = await LettersAsync(sent, cancellationToken);
        if (sentPdfs.Refusal is { } damagedLetter) return damagedLetter;
        var printed = await InvoicesAsync(head.DebtorId, numbers, profile, cancellationToken);
        if (printed.Refusal is { } damagedInvoice) return damagedInvoice;

        var byInvoice = entries.ToLookup(entry => entry.Number, StringComparer.Ordinal);
        var items = plan.Claimed.Select(invoice => ClaimComputation.Of(invoice, [.. byInvoice[invoice.Number]], plan.Date)).ToList();
        List<LegalDocument> documents =
        [
            new LegalDocument("claim.pdf", new BinaryData(LegalClaimPdf.Render(Claim(plan, items, profile)))),
            .. sentPdfs.Value,
            .. printed.Value.Select(print => new LegalDocument($"invoices/{print.Row.Number}.pdf", print.Pdf)),
            LegalFilePack.Ledger(entries),
            LegalFilePack.Json("deliveries.json", Deliveries(sent, printed.Value)),
        ];
        IReadOnlyList<LegalClaim> claims = [.. items.Zip(plan.Claimed, ClaimComputation.Line)];
        Func<int, BuiltLegalFile> ofVersion = version =>
            new BuiltLegalFile(LegalFilePack.Zip([LegalFilePack.Json(LegalFilePack.ManifestName, Manifest(plan, version, claims, documents)), .. documents]), claims);
        return ofVersion;
    }

    private LegalClaimDocument Claim(LegalFilePlan plan, IReadOnlyList<ClaimItem> items, DebtorProfile profile) => new()
    {
        Language = plan.Facts.Case.Head.Language.InDocuments(),
        Regime = plan.Facts.Case.Head.Kind.InDocuments(),
        Creditor = creditor.Value.InDocuments(),
        Debtor = profile.InDocuments(),
        Reference = plan.Facts.Case.Case!.CaseId,
        Date = plan.Date,
        Items = items,
    };

    private static LegalManifest Manifest(LegalFilePlan plan, int version, IReadOnlyList<LegalClaim> claims, IEnumerable<LegalDocument> documents) => new(
        plan.Facts.Case.Case!.CaseId,
        version,
        plan.Date,
        plan.PreparedBy,
        IosRules.IsOpenAgainst(plan.Facts.Case.Head.Kind) ? "ios" : "court",
        claims,
        claims.Sum(claim => claim.Principal),
        claims.Sum(claim => claim.Interest),
        claims.Sum(claim => claim.FixedSum),
        claims.Sum(claim => claim.Total),
        [.. documents.Select(LegalFilePack.Entry)]);

    private async Task<Result<List<LegalDocument>>> LettersAsync(IEnumerable<LetterAttempt> sent, CancellationToken cancellationToken)
    {
        var documents = new List<LegalDocument>();
        foreach (var letter in sent)
        {
            if (await letters.PdfAsync(letter, cancellationToken) is not { } pdf) return Damaged(letter.OperationId);
            documents.Add(new LegalDocument($"letters/{letter.OperationId}.pdf", pdf));
        }

        return documents;
    }

    private async Task<Result<List<PrintedInvoice>>> InvoicesAsync(
        string debtorId, IEnumerable<string> numbers, DebtorProfile profile, CancellationToken cancellationToken)
    {
        var printed = new List<PrintedInvoice>();
        foreach (var number in numbers)
        {
            var row = await invoices.FindAsync(debtorId, number, cancellationToken) ?? throw new InvalidOperationException($"{number} is not issued.");
            var pdf = row.DocumentName is null
                ? (await prints.PrintAsync(row, profile, cancellationToken)).Content
                : await prints.FindAsync(row, cancellationToken);
            if (pdf is null || (row.DocumentSha256 is { } hash && DocumentStore.HashOf(pdf) != hash)) return Damaged(number);
            printed.Add(new PrintedInvoice(row, pdf));
        }

        return printed;
    }

    private static IEnumerable<DeliveryProof> Deliveries(IEnumerable<LetterAttempt> sent, IEnumerable<PrintedInvoice> printed) =>
    [
        .. printed.Where(print => print.Row.Delivery == DeliveryState.Delivered).Select(print => new DeliveryProof(
            $"invoice {print.Row.Number}", print.Row.DeliveredBy, print.Row.DeliveredAt, print.Row.ProviderId, print.Row.DocumentSha256)),
        .. sent.Select(letter => new DeliveryProof($"letter {letter.OperationId}", letter.Channel, letter.SendingAt, letter.ProviderId, letter.DocumentHash)),
    ];

    private static Refusal Damaged(string what) =>
        Refusal.State(LegalAttention.DocumentDamaged, $"The document of {what} is missing or is not the one that was sent.");

    private sealed record PrintedInvoice(InvoiceRow Row, BinaryData Pdf);

    /// <summary>How a document reached the debtor, as the provider confirmed it.</summary>
    private sealed record DeliveryProof(string Document, Channel? Channel, DateTimeOffset? HandedOverAt, string? ProviderId, string? Sha256);
}
