using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Storage;
using Stripe;
using Stripe.Checkout;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// The one page of each subject. Its row says which page is meant before the provider is asked, and carries what the provider's key
/// stands for: a repeated or concurrent request opens the same session. A page for another amount is closed before a new one is
/// opened, so that nobody pays a stale amount; who pays on it in that very moment has paid, and what is too much stays on account.
/// </summary>
public sealed class CheckoutSessions(IStripeClient client, TableStore store, StripePayments payments, IOptions<StripeSettings> settings, BusinessClock clock)
{
    private const int Attempts = 5;

    // The provider allows 30 minutes to 24 hours from the moment it is asked.
    private static readonly TimeSpan Life = TimeSpan.FromHours(23);
    private static readonly TimeSpan LeastLeft = TimeSpan.FromHours(1);

    private readonly SessionService _sessions = new(client);

    private enum Standing
    {
        Open,
        Gone,
        UnderWay,
    }

    /// <summary>The page's address, or 409 <c>payment-under-way</c>.</summary>
    /// <exception cref="BusyException">Others open pages of it all the time.</exception>
    internal async Task<Result<string>> OpenAsync(CheckoutSubject subject, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var row = await FindAsync(subject, cancellationToken);
            if (row is { SessionId: { } session, Url: { } url } && row.ExpiresAt > clock.Now)
            {
                var standing = await StandingAsync(session, row.Amount == subject.Amount && row.ExpiresAt - LeastLeft > clock.Now, cancellationToken);
                if (standing == Standing.Open) return url;
                if (standing == Standing.UnderWay) return Refusal.State("payment-under-way", "A payment on the page that was opened before is being processed.");
            }

            if (await ClaimAsync(subject, row, cancellationToken) is { } claimed && await CreateAsync(subject, claimed, cancellationToken) is { } opened) return opened;
        }

        throw new BusyException(subject.Key);
    }

    // Whether the session can be used again; one that is open and may not be is closed.
    private async Task<Standing> StandingAsync(string sessionId, bool isWanted, CancellationToken cancellationToken)
    {
        var session = await FindSessionAsync(sessionId, cancellationToken);
        if (session?.Status == "open")
        {
            if (isWanted) return Standing.Open;
            if (await TryExpireAsync(sessionId, cancellationToken)) return Standing.Gone;
            session = await FindSessionAsync(sessionId, cancellationToken);
        }

        if (session?.Status != "complete" || session.PaymentIntentId is not { } payment) return Standing.Gone;
        var known = await payments.FindAsync(payment, cancellationToken);
        return known?.State switch
        {
            StripePaymentState.Paid when await payments.FindReceiptAsync(payment, cancellationToken) is { State: not ReceiptState.Received } => Standing.Gone,
            StripePaymentState.Failed => Standing.Gone,
            _ => Standing.UnderWay,
        };
    }

    // The claim of an unanswered request for the same amount is taken over as it is: the provider answers its key alike.
    private async Task<CheckoutRow?> ClaimAsync(CheckoutSubject subject, CheckoutRow? row, CancellationToken cancellationToken)
    {
        if (row is { SessionId: null } && row.Amount == subject.Amount && row.ExpiresAt - LeastLeft > clock.Now) return row;
        var key = CheckoutRow.Key(subject.Key);
        var claim = new CheckoutRow
        {
            PartitionKey = key,
            RowKey = key,
            ETag = row?.ETag ?? default,
            Turn = (row?.Turn ?? 0) + 1,
            Amount = subject.Amount,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((clock.Now + Life).ToUnixTimeSeconds()),
        };
        var batch = new RowBatch(TableNames.Inbox, key);
        var commit = await store.CommitAsync(row is null ? batch.Insert(claim) : batch.Replace(claim), cancellationToken);
        return commit.IsCommitted ? await FindAsync(subject, cancellationToken) : null;
    }

    private async Task<string?> CreateAsync(CheckoutSubject subject, CheckoutRow claim, CancellationToken cancellationToken)
    {
        var request = new RequestOptions
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"checkout-{subject.Key}-{claim.Amount.Cents}-{claim.Turn}"),
        };
        var session = await _sessions.CreateAsync(OptionsFor(subject, claim), request, cancellationToken);
        var opened = claim with { SessionId = session.Id, Url = session.Url };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Inbox, claim.PartitionKey).Replace(opened), cancellationToken);
        if (commit.IsCommitted) return session.Url;

        // Another request was faster: with the same claim it has the same page; with a later one this page may not be used.
        var there = await FindAsync(subject, cancellationToken);
        if (there?.Turn == claim.Turn) return there.Url;
        await TryExpireAsync(session.Id, cancellationToken);
        return null;
    }

    private async Task<Session?> FindSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return await _sessions.GetAsync(sessionId, cancellationToken: cancellationToken);
        }
        catch (StripeException missing) when (missing.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return null; // Of another account, before the key was changed.
        }
    }

    private async Task<bool> TryExpireAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await _sessions.ExpireAsync(sessionId, cancellationToken: cancellationToken);
            return true;
        }
        catch (StripeException refused) when (refused.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            return false; // It was paid, or had ended by itself.
        }
    }

    private Task<CheckoutRow?> FindAsync(CheckoutSubject subject, CancellationToken cancellationToken)
    {
        var key = CheckoutRow.Key(subject.Key);
        return store.FindAsync<CheckoutRow>(TableNames.Inbox, key, key, cancellationToken);
    }

    private SessionCreateOptions OptionsFor(CheckoutSubject subject, CheckoutRow claim) => new()
    {
        Mode = "payment",
        PaymentMethodTypes = ["card", "bancontact", "sepa_debit"],
        SuccessUrl = settings.Value.ReturnUrl,
        CancelUrl = settings.Value.ReturnUrl,
        ClientReferenceId = subject.Key,
        ExpiresAt = claim.ExpiresAt.UtcDateTime,
        Metadata = subject.Metadata,
        PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = subject.Metadata },
        LineItems =
        [
            new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = "eur",
                    UnitAmount = claim.Amount.Cents,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = subject.Name },
                },
            },
        ],
    };
}
