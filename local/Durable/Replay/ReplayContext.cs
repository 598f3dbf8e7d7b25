using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Smart.Local.Durable;

/// <summary>What an orchestrator sees: everything comes from the history or is written into it.</summary>
internal sealed partial class ReplayContext(RunRequest request, EpisodeSynchronizationContext thread) : TaskOrchestrationContext
{
    private readonly List<ActionEvent> _actions = [];
    private ExecutionStarted? _started;
    private DateTimeOffset _now = request.History.OfType<EpisodeStarted>().FirstOrDefault()?.At ?? request.Row.CreatedAt;
    private bool _replaying;
    private int _guids;

    public override TaskName Name => request.Row.Name;

    public override string InstanceId => request.Row.Id;

    public override ParentOrchestrationInstance? Parent =>
        _started?.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public override bool IsReplaying => _replaying;

    public override string Version => request.Row.Version;

    internal IReadOnlyList<ActionEvent> Actions => _actions;

    internal Text? CustomStatus { get; private set; }

    internal (string? Input, bool Preserve)? Continuation { get; private set; }

    protected override ILoggerFactory LoggerFactory => request.LoggerFactory;

    public override T? GetInput<T>()
        where T : default => Deserialize<T>(_started?.Input);

    public override void SetCustomStatus(object? customStatus)
    {
        Guard();
        var status = new Text(Serialize(customStatus));
        if (!_replaying)
        {
            CustomStatus = status;
        }
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Guard();
        Continuation = (Serialize(newInput), preserveUnprocessedEvents);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        Guard();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _actions.Add(new EventSent(_actions.Count, instanceId, eventName, Serialize(payload)));
    }

    /// <summary>Name-based: instance, start, execution and a counter. Never the same for two executions.</summary>
    public override Guid NewGuid()
    {
        Guard();
        var name = $"{InstanceId}|{request.Row.CreatedAt.UtcTicks}|{request.Row.Execution}|{_guids++}";
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    internal void SetReplaying(bool replaying) => _replaying = replaying;

    internal void SetTime(DateTimeOffset now) => _now = now;

    internal void Begin(ExecutionStarted started) => _started = started;

    internal string? Serialize(object? value) => Payloads.Serialize(request.Converter, value);

    private T Deserialize<T>(string? json) => json is null ? default! : request.Converter.Deserialize<T>(json)!;

    private void Guard()
    {
        if (!thread.IsOwnThread)
        {
            request.ForeignAwait();
            throw new InvalidOperationException(
                "The orchestration context was used on another thread, or after its episode: await durable tasks only.");
        }
    }
}
