using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>Prints an invoice, hands it to the client by the first channel that takes it, and records both.</summary>
public sealed class InvoiceDelivery(
    TableStore store, InvoiceReader invoices, InvoiceDocuments documents, IMailProvider mail, IOptions<CreditorSettings> creditor, BusinessClock clock)
{
    /// <summary>
    /// Delivers once, however often it is called: what is recorded is not done again, and before anything is sent the provider is
    /// asked what it knows of the operation id.
    /// </summary>
    /// <param name="debtorId">The debtor.</param>
    /// <param name="number">The invoice.</param>
    /// <param name="operationId">The same on every attempt; a channel tried later adds its name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<DeliveryState> DeliverAsync(
        string debtorId, string number, string operationId, CancellationToken cancellationToken = default)
    {
        var (invoice, profile) = await ReadAsync(debtorId, number, cancellationToken);
        if (invoice.Delivery != DeliveryState.Pending) return invoice.Delivery;
        var (stored, content) = await documents.PrintAsync(invoice, profile, cancellationToken);
        var delivered = await SendAsync(invoice, profile, content, operationId, cancellationToken);
        return await RecordAsync(invoice, stored, delivered, cancellationToken);
    }

    private async Task<(InvoiceRow Invoice, DebtorProfile Profile)> ReadAsync(string debtorId, string number, CancellationToken cancellationToken)
    {
        InvoiceRow? invoice = null;
        DebtorProfile? profile = null;
        KeyRange[] both = [KeyRange.One(DebtorKeys.Invoice(number)), KeyRange.One(DebtorKeys.Profile(debtorId))];
        await foreach (var entity in store.QueryAsync(TableNames.Debtors, debtorId, both, cancellationToken))
        {
            if (entity.RowKey == DebtorKeys.Profile(debtorId)) profile = RowMapper.FromEntity<DebtorProfile>(entity);
            else invoice = RowMapper.FromEntity<InvoiceRow>(entity);
        }

        return (
            invoice ?? throw new InvalidOperationException($"{number} is not issued."),
            profile ?? throw new InvalidOperationException($"Debtor {debtorId} lost its profile."));
    }

    private async Task<Delivered?> SendAsync(
        InvoiceRow invoice, DebtorProfile profile, BinaryData content, string operationId, CancellationToken cancellationToken)
    {
        foreach (var channel in profile.Channels)
        {
            var id = channel == Channel.Email ? operationId : $"{operationId}-post";
            var outcome = await mail.FindAsync(id, cancellationToken);
            if (outcome is MailOutcome.Unknown) outcome = await mail.SendAsync(InvoiceMail.Of(id, channel, invoice, profile, creditor.Value, content), cancellationToken);
            if (outcome is MailOutcome.Accepted accepted) return new Delivered(channel, accepted.ProviderId);
        }

        return null;
    }

    private async Task<DeliveryState> RecordAsync(InvoiceRow invoice, StoredDocument stored, Delivered? delivered, CancellationToken cancellationToken)
    {
        var recorded = invoice with
        {
            DocumentName = stored.Name,
            DocumentSha256 = stored.Sha256,
            Delivery = delivered is null ? DeliveryState.Failed : DeliveryState.Delivered,
            DeliveredBy = delivered?.Channel,
            ProviderId = delivered?.ProviderId,
            DeliveredAt = delivered is null ? null : clock.Now,
        };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, invoice.DebtorId).Replace(recorded), cancellationToken);
        if (commit.IsCommitted) return recorded.Delivery;
        var there = await FindAsync(invoice.DebtorId, invoice.Number, cancellationToken);
        return there.Delivery != DeliveryState.Pending ? there.Delivery : throw new BusyException(invoice.Number);
    }

    private async Task<InvoiceRow> FindAsync(string debtorId, string number, CancellationToken cancellationToken) =>
        await invoices.FindAsync(debtorId, number, cancellationToken) ?? throw new InvalidOperationException($"{number} is not issued.");

    private sealed record Delivered(Channel Channel, string ProviderId);
}
