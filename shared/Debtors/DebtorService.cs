using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>A debtor: its head and its profile.</summary>
/// <param name="Head">What serialises changes.</param>
/// <param name="Profile">Personal data.</param>
public sealed record Debtor(DebtorHead Head, DebtorProfile Profile)
{
    /// <summary>The debtor's id.</summary>
    public string Id => Head.DebtorId;
}

/// <summary>Creates debtors and keeps their contact up to date.</summary>
public sealed class DebtorService(TableStore store, NameDirectory names)
{
    /// <summary>
    /// Creates a debtor. Its id comes from the request, so that a repeated request finds the debtor of the first one.
    /// </summary>
    /// <param name="requestId">The request's own id (caller and idempotency key).</param>
    /// <param name="memberId">The member who will see the debtor; null when the desk creates it.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<Debtor>> CreateAsync(string requestId, string? memberId, NewDebtor asked, CancellationToken cancellationToken = default)
    {
        var valid = DebtorRules.Check(asked);
        if (valid.Refusal is { } refused) return refused;
        var id = DerivedId.Of(requestId, "debtor");
        var debtor = new Debtor(HeadOf(id, valid.Value), ProfileOf(id, valid.Value));
        if (memberId is not null) await LinkMemberAsync(memberId, id, cancellationToken);
        await names.PutAsync(debtor.Profile.Name, id, cancellationToken);
        var batch = new RowBatch(TableNames.Debtors, id).Insert(debtor.Head).Insert(debtor.Profile);
        var commit = await store.CommitAsync(batch, cancellationToken);
        return commit.IsCommitted ? debtor : (await FindAsync(id, cancellationToken))!;
    }

    /// <summary>The debtor, or null.</summary>
    public async Task<Debtor?> FindAsync(string debtorId, CancellationToken cancellationToken = default)
    {
        var head = await FindHeadAsync(debtorId, cancellationToken);
        var profile = head is null ? null : await FindProfileAsync(debtorId, cancellationToken);
        return profile is null ? null : new Debtor(head!, profile);
    }

    /// <summary>The head alone, by one point read, or null.</summary>
    public Task<DebtorHead?> FindHeadAsync(string debtorId, CancellationToken cancellationToken = default) =>
        store.FindAsync<DebtorHead>(TableNames.Debtors, debtorId, DebtorKeys.Head(debtorId), cancellationToken);

    /// <summary>The profile alone, by one point read, or null.</summary>
    public Task<DebtorProfile?> FindProfileAsync(string debtorId, CancellationToken cancellationToken = default) =>
        store.FindAsync<DebtorProfile>(TableNames.Debtors, debtorId, DebtorKeys.Profile(debtorId), cancellationToken);

    /// <summary>Replaces name, address and channels, and the language where one is given. A letter under way is decided anew.</summary>
    public async Task<Result<Debtor>> UpdateContactAsync(string debtorId, DebtorContact asked, CancellationToken cancellationToken = default)
    {
        var valid = DebtorRules.Check(asked);
        if (valid.Refusal is { } refused) return refused;
        if (asked.Language is { } language && !Enum.IsDefined(language)) return Refusal.Rules("field-required", "language is not known.", "language");
        if (await FindHeadAsync(debtorId, cancellationToken) is null) return Refusal.Missing("debtor");
        return await OptimisticRetry.RunAsync(debtorId, token => TryUpdateAsync(debtorId, valid.Value, asked.Language, token), cancellationToken);
    }

    /// <summary>True when the member created the debtor or invoiced it: the only debtors a member sees.</summary>
    public async Task<bool> IsOfMemberAsync(string memberId, string debtorId, CancellationToken cancellationToken = default) =>
        await store.FindAsync<MemberDebtorRow>(TableNames.Members, memberId, MemberDebtorRow.Key(memberId, debtorId), cancellationToken) is not null;

    private Task<CommitResult> LinkMemberAsync(string memberId, string debtorId, CancellationToken cancellationToken) =>
        store.CommitAsync(new RowBatch(TableNames.Members, memberId).Put(MemberDebtorRow.Of(memberId, debtorId)), cancellationToken);

    private async Task<Debtor?> TryUpdateAsync(string debtorId, CheckedContact contact, Language? language, CancellationToken cancellationToken)
    {
        var current = await FindAsync(debtorId, cancellationToken) ?? throw new InvalidOperationException($"Debtor {debtorId} lost its rows.");
        if (!PartyName.AreEqual(contact.Name, current.Profile.Name)) await names.PutAsync(contact.Name, debtorId, cancellationToken);
        var profile = current.Profile with
        {
            Name = contact.Name,
            Address = contact.Address,
            Email = contact.Email,
            Channels = contact.Channels,
            Contact = contact.Person,
        };
        var head = current.Head with { Language = language ?? current.Head.Language };
        var commit = await store.CommitAsync(DebtorBatch.Of(head, altersLetters: true).Replace(profile), cancellationToken);
        return commit.IsCommitted ? new Debtor(head with { LetterVersion = head.LetterVersion + 1 }, profile) : null;
    }

    private static DebtorHead HeadOf(string id, CheckedDebtor asked) => new()
    {
        PartitionKey = id,
        RowKey = DebtorKeys.Head(id),
        Kind = asked.Kind,
        Language = asked.Language,
    };

    private static DebtorProfile ProfileOf(string id, CheckedDebtor asked) => new()
    {
        PartitionKey = id,
        RowKey = DebtorKeys.Profile(id),
        Name = asked.Contact.Name,
        Address = asked.Contact.Address,
        Email = asked.Contact.Email,
        Channels = asked.Contact.Channels,
        Contact = asked.Contact.Person,
        EnterpriseNumber = asked.EnterpriseNumber,
        VatNumber = asked.VatNumber,
    };
}
