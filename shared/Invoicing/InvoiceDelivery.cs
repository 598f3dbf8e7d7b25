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
    /// Delivers once, however often it is called: before the provider hears of an invoice its row says so, and a repetition asks the
    /// provider before it sends anything again.
    /// </summary>
    /// <param name="debtorId">The debtor.</param>
    /// <param name="number">The invoice.</param>
    /// <param name="operationId">The same on every attempt; a channel tried later adds its name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailNotVisibleYetException">An earlier attempt has no known outcome yet; repeat later.</exception>
    public async Task<DeliveryState> DeliverAsync(
        string debtorId, string number, string operationId, CancellationToken cancellationToken = default)
    {
        var (invoice, profile) = await ReadAsync(debtorId, number, cancellationToken);
        if (invoice.Delivery is not (DeliveryState.Pending or DeliveryState.Sending)) return invoice.Delivery;
        var (stored, content) = await documents.PrintAsync(invoice, profile, cancellationToken);
        var printed = invoice with { DocumentName = stored.Name, DocumentSha256 = stored.Sha256 };
        var tried = printed.Delivery == DeliveryState.Sending ? await ResolveAsync(printed, operationId, cancellationToken) : null;
        if (tried is { Ended: { } ended }) return await RecordAsync(ended, cancellationToken);
        return await SendAsync(new Sending(printed, profile, content, operationId, tried?.IsToRepeat), cancellationToken);
    }

    /// <summary>
    /// A person found out whether an invoice arrived that may have been sent. The same answer again is success. 404 without such an
    /// invoice; 409 <c>delivery-not-unclear</c> when nobody has to say.
    /// </summary>
    public async Task<Result<InvoiceRow>> DecideAsync(string debtorId, string number, bool delivered, CancellationToken cancellationToken = default)
    {
        if (await invoices.FindAsync(debtorId, number, cancellationToken) is not { } invoice) return Refusal.Missing("invoice");
        if (invoice.Delivery == (delivered ? DeliveryState.Delivered : DeliveryState.Pending)) return invoice;
        if (invoice.Delivery != DeliveryState.Unclear) return Refusal.State("delivery-not-unclear", $"The delivery is {invoice.Delivery}: nobody has to say whether the invoice arrived.");
        var decided = delivered
            ? invoice with { Delivery = DeliveryState.Delivered, DeliveredAt = clock.Now }
            : invoice with { Delivery = DeliveryState.Pending, DeliveredBy = null, SendingAt = null };
        await RecordAsync(decided, cancellationToken);
        return (await invoices.FindAsync(debtorId, number, cancellationToken))!;
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

    // What became of the channel that was tried last: an end, or whether to repeat it.
    private async Task<Tried> ResolveAsync(InvoiceRow invoice, string operationId, CancellationToken cancellationToken)
    {
        var channel = invoice.DeliveredBy!.Value;
        switch (await mail.TryFindAsync(IdOf(operationId, channel), cancellationToken))
        {
            case null:
                return new Tried(invoice with { Delivery = DeliveryState.Unclear }, IsToRepeat: false);
            case MailOutcome.Accepted accepted:
                return new Tried(Delivered(invoice, accepted), IsToRepeat: false);
            case MailOutcome.Unknown when clock.Now < invoice.SendingAt + mail.VisibilityDelay:
                throw new MailNotVisibleYetException(operationId);
            case MailOutcome.Unknown:
                return new Tried(null, IsToRepeat: true);
            default:
                return new Tried(null, IsToRepeat: false);
        }
    }

    private async Task<DeliveryState> SendAsync(Sending sending, CancellationToken cancellationToken)
    {
        var invoice = sending.Invoice;
        foreach (var channel in sending.Channels)
        {
            invoice = await CrossAsync(invoice with { Delivery = DeliveryState.Sending, DeliveredBy = channel, SendingAt = clock.Now }, cancellationToken);
            var message = InvoiceMail.Of(IdOf(sending.OperationId, channel), channel, invoice, sending.Profile, creditor.Value, sending.Content);
            if (await mail.SendAsync(message, cancellationToken) is MailOutcome.Accepted accepted) return await RecordAsync(Delivered(invoice, accepted), cancellationToken);
        }

        return await RecordAsync(invoice with { Delivery = DeliveryState.Failed, DeliveredBy = null }, cancellationToken);
    }

    private async Task<InvoiceRow> CrossAsync(InvoiceRow crossing, CancellationToken cancellationToken)
    {
        var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, crossing.DebtorId).Replace(crossing), cancellationToken);
        if (!commit.IsCommitted) throw new BusyException(crossing.Number);
        return commit.ETag != default ? crossing with { ETag = commit.ETag } : await FindAsync(crossing.DebtorId, crossing.Number, cancellationToken);
    }

    private async Task<DeliveryState> RecordAsync(InvoiceRow recorded, CancellationToken cancellationToken)
    {
        var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, recorded.DebtorId).Replace(recorded), cancellationToken);
        if (commit.IsCommitted) return recorded.Delivery;
        var there = await FindAsync(recorded.DebtorId, recorded.Number, cancellationToken);
        return there.Delivery is not (DeliveryState.Pending or DeliveryState.Sending) ? there.Delivery : throw new BusyException(recorded.Number);
    }

    private async Task<InvoiceRow> FindAsync(string debtorId, string number, CancellationToken cancellationToken) =>
        await invoices.FindAsync(debtorId, number, cancellationToken) ?? throw new InvalidOperationException($"{number} is not issued.");

    private InvoiceRow Delivered(InvoiceRow invoice, MailOutcome.Accepted accepted) =>
        invoice with { Delivery = DeliveryState.Delivered, ProviderId = accepted.ProviderId, DeliveredAt = clock.Now };

    private static string IdOf(string operationId, Channel channel) => channel == Channel.Email ? operationId : $"{operationId}-post";

    private sealed record Tried(InvoiceRow? Ended, bool IsToRepeat);

    /// <summary>An invoice on its way; <paramref name="IsToRepeat"/> says what to do with the channel tried last, null: none was.</summary>
    private sealed record Sending(InvoiceRow Invoice, DebtorProfile Profile, BinaryData Content, string OperationId, bool? IsToRepeat)
    {
        /// <summary>The channels to try now. One that the client no longer has does not count as tried.</summary>
        public IEnumerable<Channel> Channels => IsToRepeat is { } repeat && Invoice.DeliveredBy is { } last && Profile.Channels.Contains(last)
            ? Profile.Channels.SkipWhile(channel => channel != last).Skip(repeat ? 0 : 1)
            : Profile.Channels;
    }
}
