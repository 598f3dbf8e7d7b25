using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Smart.Functions.Tests.Races;

/// <summary>Stops each storage call of a flow until it is its turn; calls of nobody's flow pass.</summary>
internal sealed partial class RaceGate(HttpPipelineTransport inner) : HttpPipelineTransport
{
    private readonly AsyncLocal<RunningFlow?> _current = new();

    /// <summary>Takes the versions out of conditional writes.</summary>
    public bool ForgetsVersions { get; set; }

    /// <summary>Runs something as a flow: its storage calls stop here, wherever they are made.</summary>
    public Task RunAsync(RunningFlow flow, Func<Task> body) => Task.Run(async () =>
    {
        _current.Value = flow;
        await flow.RunAsync(body);
    });

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("A race waits for its turn: asynchronous calls only.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (_current.Value is not { } flow)
        {
            await inner.ProcessAsync(message);
            return;
        }

        var step = StorageStep.Of(message.Request);
        if (ForgetsVersions) Forget(message.Request);
        await flow.WaitForTurnAsync(step);
        await inner.ProcessAsync(message);
        flow.Done(step with { Status = message.Response.Status });
    }

    private static void Forget(Request request)
    {
        if (request.Headers.Contains("If-Match")) request.Headers.SetValue("If-Match", "*");
        if (!request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal)) return;
        using var body = new MemoryStream();
        request.Content!.WriteTo(body, CancellationToken.None);
        request.Content = RequestContent.Create(Version().Replace(Encoding.UTF8.GetString(body.ToArray()), "If-Match: *\r"));
    }

    [GeneratedRegex("If-Match: [^\r]*\r", RegexOptions.None, 1000)]
    private static partial Regex Version();
}

/// <summary>A flow in one run: it computes, or waits at the gate with its next storage call, or has ended.</summary>
internal sealed class RunningFlow(string name)
{
    private TaskCompletionSource _settled = New();
    private TaskCompletionSource? _turn;
    private bool _abandoned;

    public string Name => name;

    /// <summary>The call it waits with; null while it computes and when it has ended.</summary>
    public StorageStep? Pending { get; private set; }

    /// <summary>The calls it made.</summary>
    public List<StorageStep> Steps { get; } = [];

    public Exception? Failure { get; private set; }

    /// <summary>Waits until it is at the gate or has ended.</summary>
    public Task SettledAsync() => _settled.Task;

    /// <summary>Lets its call through; it has settled anew when this ends.</summary>
    public Task TakeTurnAsync()
    {
        (_settled, Pending) = (New(), null);
        var settled = _settled.Task;
        _turn!.SetResult();
        return settled;
    }

    /// <summary>Ends it: no call of it takes effect any more.</summary>
    public void Abandon()
    {
        _abandoned = true;
        if (Pending is null) return;
        Pending = null;
        _turn!.SetException(new RunAbandonedException());
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a flow fails with is told with its schedule.")]
    public async Task RunAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        _settled.TrySetResult();
    }

    public Task WaitForTurnAsync(StorageStep step)
    {
        if (_abandoned) throw new RunAbandonedException();
        (_turn, Pending) = (New(), step);
        var turn = _turn.Task;
        _settled.TrySetResult();
        return turn;
    }

    public void Done(StorageStep step) => Steps.Add(step);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A run was given up on the way: another one shows the same.</summary>
internal sealed class RunAbandonedException : Exception;
