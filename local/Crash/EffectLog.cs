using System.Runtime.CompilerServices;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Local.Storage;

namespace Smart.Local.Crash;

/// <summary>Numbers every effect of a run and disturbs the one that the plan names.</summary>
/// <param name="plan">The faults.</param>
/// <param name="names">Tells effects from questions.</param>
public sealed class EffectLog(FaultPlan plan, Func<StorageCall, (string Kind, string Subject)?> names) : IStorageObserver, IProviderObserver, IMessageFaults
{
    private readonly Lock _gate = new();
    private readonly List<Effect> _effects = [];
    private readonly List<(int After, MessageOnItsWay Message)> _messages = [];
    private readonly ConditionalWeakTable<object, Effect> _underWay = [];
    private LocalSystem? _system;

    /// <summary>The effects so far.</summary>
    public IReadOnlyList<Effect> Effects
    {
        get
        {
            lock (_gate) return [.. _effects];
        }
    }

    /// <summary>The messages so far, and the number of effects before each.</summary>
    public IReadOnlyList<(int After, MessageOnItsWay Message)> Messages
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>The effect that was disturbed; null while none was.</summary>
    public Effect? Disturbed { get; private set; }

    /// <summary>Told of each effect that took place.</summary>
    public Action<Effect>? TookPlace { get; set; }

    /// <summary>Counts from here on: the system is up.</summary>
    /// <param name="system">What is killed.</param>
    public void Begin(LocalSystem system) => _system = system;

    /// <inheritdoc />
    public void Before(StorageCall call)
    {
        if (_system is not null && names(call) is { } named) Starts(call, named.Kind, named.Subject);
    }

    /// <inheritdoc />
    public void After(StorageCall call, int status)
    {
        if (_underWay.TryGetValue(call, out var effect)) Ended(call, effect, status < 400, () => new IOException("The answer was lost."));
    }

    /// <inheritdoc />
    public void Before(ProviderCall call)
    {
        if (_system is not null && call.Changes) Starts(call, $"{call.Provider}: {call.Operation.Split(' ')[0].ToLowerInvariant()}", call.Subject);
    }

    /// <inheritdoc />
    public void After(ProviderCall call)
    {
        if (_underWay.TryGetValue(call, out var effect)) Ended(call, effect, tookPlace: true, () => new HttpRequestException("The answer was lost."));
    }

    /// <inheritdoc />
    public MessageFate FateOf(MessageOnItsWay message)
    {
        lock (_gate)
        {
            if (_system is null) return MessageFate.Arrives;
            _messages.Add((_effects.Count, message));
            return _messages.Count == plan.Message ? plan.Fate ?? MessageFate.Arrives : MessageFate.Arrives;
        }
    }

    private void Starts(object call, string kind, string subject)
    {
        Effect effect;
        lock (_gate)
        {
            effect = new Effect(_effects.Count + 1, kind, subject, _system!.Ledger.Function ?? "", _system.Host.TimeProvider.GetUtcNow());
            _effects.Add(effect);
        }

        _underWay.Add(call, effect);
        if (effect.Number == plan.Effect && plan.Mode == CrashMode.Before) Kill(effect);
    }

    private void Ended(object call, Effect effect, bool tookPlace, Func<Exception> lost)
    {
        _underWay.Remove(call);
        if (tookPlace) TookPlace?.Invoke(effect);
        if (effect.Number != plan.Effect || Disturbed is not null) return;
        if (plan.Mode == CrashMode.After) Kill(effect);
        Disturbed = effect;
        throw lost();
    }

    private void Kill(Effect effect)
    {
        Disturbed = effect;
        _system!.Host.Fence();
        throw new FencedException();
    }
}
