using System.Collections.Concurrent;

namespace Smart.Local.Chaos;

/// <summary>An operation that the product accepted.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="Id">What the product answered: an id, a number, the hash of a file.</param>
public sealed record AcceptedFact(string Key, string Id);

/// <summary>A contract that was declared.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="MemberId">The member.</param>
/// <param name="Ordinal">Its ordinal.</param>
public sealed record ContractFact(string Key, string MemberId, int Ordinal);

/// <summary>An invoice as it was answered; a request that was answered several times has one each.</summary>
/// <param name="Key">Its name in the run, and the customer's reference on it.</param>
/// <param name="Number">Its number.</param>
/// <param name="DebtorId">The client.</param>
/// <param name="MemberId">The member.</param>
/// <param name="Cents">What the client owes, in cents.</param>
public sealed record InvoiceFact(string Key, string Number, string DebtorId, string MemberId, long Cents);

/// <summary>A request for shares as it was answered.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="RequestId">Its id.</param>
/// <param name="MemberId">The member.</param>
/// <param name="Count">How many shares.</param>
/// <param name="Cents">What they cost, in cents.</param>
public sealed record ShareFact(string Key, string RequestId, string MemberId, int Count, long Cents);

/// <summary>Money that was sent and told of.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="Partition">The partition of its receipt.</param>
/// <param name="ReceiptKey">The receipt.</param>
/// <param name="Cents">How much, in cents.</param>
/// <param name="Number">The invoice that it names rightly, if one.</param>
/// <param name="ShareRequestId">The request for shares that it names rightly, if one.</param>
public sealed record MovementFact(string Key, string Partition, string ReceiptKey, long Cents, string? Number, string? ShareRequestId)
{
    /// <summary>Nothing can be told from it: a person must look.</summary>
    public bool NamesNothing => Number is null && ShareRequestId is null;
}

/// <summary>A bank file that was accepted; a copy is a file of its own.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="Sha256">The hash of its bytes.</param>
/// <param name="StatementKey">The statement in it.</param>
public sealed record FileFact(string Key, string Sha256, string StatementKey);

/// <summary>A webhook that was answered with success.</summary>
/// <param name="Key">Its name in the run.</param>
/// <param name="EventId">The event.</param>
/// <param name="PaymentId">The payment that it tells of.</param>
public sealed record EventFact(string Key, string EventId, string PaymentId);

/// <summary>What an honest client holds the product to: everything it was promised.</summary>
public sealed record ChaosExpectation
{
    /// <summary>Members.</summary>
    public required IReadOnlyList<AcceptedFact> Members { get; init; }

    /// <summary>Clients.</summary>
    public required IReadOnlyList<AcceptedFact> Debtors { get; init; }

    /// <summary>Contracts.</summary>
    public required IReadOnlyList<ContractFact> Contracts { get; init; }

    /// <summary>Invoices, one entry an answer.</summary>
    public required IReadOnlyList<InvoiceFact> Invoices { get; init; }

    /// <summary>Requests for shares.</summary>
    public required IReadOnlyList<ShareFact> Shares { get; init; }

    /// <summary>Movements of money.</summary>
    public required IReadOnlyList<MovementFact> Movements { get; init; }

    /// <summary>Bank files.</summary>
    public required IReadOnlyList<FileFact> Files { get; init; }

    /// <summary>Webhooks.</summary>
    public required IReadOnlyList<EventFact> Events { get; init; }

    /// <summary>What no honest client should see: refusals, and a process that ended by itself.</summary>
    public required IReadOnlyList<AcceptedFact> Surprises { get; init; }
}

/// <summary>Collects facts from many operations at once.</summary>
internal sealed class ChaosFacts
{
    private readonly ConcurrentQueue<object> _facts = new();
    private readonly ConcurrentQueue<AcceptedFact> _members = new();
    private readonly ConcurrentQueue<AcceptedFact> _debtors = new();
    private readonly ConcurrentQueue<AcceptedFact> _surprises = new();

    public void Add(object fact) => _facts.Enqueue(fact);

    public void AddMember(string key, string id) => _members.Enqueue(new AcceptedFact(key, id));

    public void AddDebtor(string key, string id) => _debtors.Enqueue(new AcceptedFact(key, id));

    /// <summary>Something that no honest client should see.</summary>
    public void Surprise(string key, string what) => _surprises.Enqueue(new AcceptedFact(key, what));

    public ChaosExpectation Expectation() => new()
    {
        Members = [.. _members],
        Debtors = [.. _debtors],
        Contracts = [.. _facts.OfType<ContractFact>()],
        Invoices = [.. _facts.OfType<InvoiceFact>()],
        Shares = [.. _facts.OfType<ShareFact>()],
        Movements = [.. _facts.OfType<MovementFact>()],
        Files = [.. _facts.OfType<FileFact>()],
        Events = [.. _facts.OfType<EventFact>()],
        Surprises = [.. _surprises],
    };
}
