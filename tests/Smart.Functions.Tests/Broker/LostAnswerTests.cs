using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Tests.Runtime;
using Smart.Local.Broker;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Broker;

/// <summary>
/// The broker's own storage fails while the process lives, before a write took effect or after it. Nothing is lost, no lock is
/// stuck, and memory says what the rows say: a restart changes nothing.
/// </summary>
public class LostAnswerTests(TestStorage storage) : HostedTest(storage)
{
    private readonly BrokenStorage _storage = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_ThatFails_SentAgain_IsOneMessage(bool takesEffect)
    {
        var host = await StartAsync();
        _storage.FailNext("POST", takesEffect);

        (await SendAsync(host, "plain", "hello", "id")).ShouldBeFalse("the sender sees the failure");
        (await SendAsync(host, "plain", "hello", "id")).ShouldBeTrue();
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello"]);
        await ShouldAgreeAsync(host);
        (await SendAsync(host, "plain", "hello", "id")).ShouldBeTrue();
        await host.RunUntilIdleAsync(Ct);
        Notes.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_WhoseAnswerIsLost_NotSentAgain_IsDeliveredAllTheSame()
    {
        var host = await StartAsync();
        _storage.FailNext("POST", takesEffect: true);

        await SendAsync(host, "plain", "hello", "id");
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello"]);
        await ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Send_WhoseAnswerIsLostWithTheProcess_SentAgain_IsOneMessage()
    {
        var host = await StartAsync();
        _storage.Failure = () =>
        {
            host.Fence();
            return new FencedException();
        };
        _storage.FailNext("POST", takesEffect: true);

        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(host, "plain", "hello", "id"));
        await host.RestartAsync(Ct);
        await SendAsync(host, "plain", "hello", "id");
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello"]);
    }

    [Fact]
    public async Task Send_ThatTheStorageClientTriesAgainByItself_Succeeds()
    {
        var host = await StartAsync();
        _storage.Failure = () => new IOException("The connection was closed.");
        _storage.FailNext("POST", takesEffect: true);

        (await SendAsync(host, "plain", "hello", "id")).ShouldBeTrue();
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldBe(["12:00:00 received hello"]);
    }

    [Theory]
    [InlineData("complete", true, "complete 1")]
    [InlineData("complete", false, "complete 1, complete 2")]
    [InlineData("twice", true, "twice 1, twice 2")]
    [InlineData("twice", false, "twice 1, twice 2")]
    [InlineData("dead", true, "dead 1")]
    [InlineData("dead", false, "dead 1, dead 2")]
    [InlineData("defer", true, "defer 1")]
    [InlineData("defer", false, "defer 1, defer 2")]
    public async Task Settling_ThatFails_LeavesTheMessageAsItsRowSays(string how, bool takesEffect, string deliveries)
    {
        var host = await StartAsync();
        _storage.FailNext("PUT", takesEffect);
        await SendAsync(host, "settled", how);

        await host.RunUntilIdleAsync(Ct);

        string.Join(", ", Notes.Lines).ShouldBe(string.Join(", ", deliveries.Split(", ").Select(delivery => $"12:00:00 {delivery.Replace(" ", " delivery ")}")));
        host.Broker.Peek("settled").Select(message => message.State)
            .ShouldBe(how switch { "dead" => [MessageState.DeadLettered], "defer" => [MessageState.Deferred], _ => [] });
        await ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Completing_ThatFails_InAFunctionThatIgnoresIt_HoldsNoLockForEver(bool takesEffect, int deliveries)
    {
        var host = await StartAsync();
        _storage.FailNext("PUT", takesEffect);
        await SendAsync(host, "careless", "text");

        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);

        Notes.Lines.Count.ShouldBe(deliveries);
        host.Broker.Peek("careless").ShouldBeEmpty();
        await ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task EndOfALock_WhoseWriteFails_IsTriedAgain()
    {
        var host = await StartAsync();
        await SendAsync(host, "settled", "forgotten");
        await host.RunUntilIdleAsync(Ct);
        _storage.FailNext("PUT", takesEffect: false);

        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Ct);

        Notes.Lines.ShouldBe(["12:00:00 forgotten delivery 1", "12:01:05 forgotten delivery 2"]);
        host.Broker.Peek("settled").ShouldBeEmpty();
    }

    [Fact]
    public async Task Storage_ThatAlsoFailsToSayWhatTookEffect_IsAskedAgainUntilItDoes()
    {
        var host = await StartAsync();
        _storage.FailNext("PUT", takesEffect: true);
        for (var time = 0; time < 3; time++)
            _storage.FailNext("GET", takesEffect: false);
        await SendAsync(host, "settled", "complete");

        await host.AdvanceAsync(TimeSpan.FromSeconds(4), Ct);
        host.Broker.Peek("settled").Count.ShouldBe(1, "nobody knows yet");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);

        Notes.Lines.ShouldBe(["12:00:00 complete delivery 1"]);
        host.Broker.Peek("settled").ShouldBeEmpty();
        await ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resubmitting_ThatFails_LeavesTheMessageAsItsRowSays(bool takesEffect)
    {
        var host = await StartAsync();
        await SendAsync(host, "settled", "dead");
        await host.RunUntilIdleAsync(Ct);
        _storage.FailNext("PUT", takesEffect);
        var sequence = host.Broker.PeekDeadLetters("settled").Single().Sequence;

        await Should.ThrowAsync<InvalidOperationException>(() => host.Broker.ResubmitAsync("settled", sequence, Ct));
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.Count.ShouldBe(takesEffect ? 2 : 1);
        host.Broker.PeekDeadLetters("settled").Count.ShouldBe(1);
        await ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ThatFails_LeavesTheMessageAsItsRowSays(bool takesEffect)
    {
        var host = await StartAsync();
        var later = host.TimeProvider.GetUtcNow() + TimeSpan.FromMinutes(5);
        var sequence = (await host.Broker.Queue("plain").SendAsync([new("hello")], later, Ct))[0];
        _storage.FailNext("PUT", takesEffect);

        await Should.ThrowAsync<InvalidOperationException>(() => host.Broker.Queue("plain").CancelScheduledAsync(sequence, Ct));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Ct);

        Notes.Lines.Count.ShouldBe(takesEffect ? 0 : 1);
        await ShouldAgreeAsync(host);
    }

    private Task<LocalHost> StartAsync()
        => StartAsync(options => options with { StorageObservers = [_storage] }, typeof(SendSample), typeof(QueueSamples), typeof(CarelessSample));

    private static async Task<bool> SendAsync(LocalHost host, string queue, string text, string id = "")
    {
        using var answer = await host.Http.PostAsync($"/api/send/{queue}/{text}?id={id}", null, Ct);
        return answer.IsSuccessStatusCode;
    }

    private async Task ShouldAgreeAsync(LocalHost host)
    {
        _storage.HasFailedAll().ShouldBeTrue("the fault was met");
        var before = Standing(host);
        await host.RestartAsync(Ct);
        Standing(host).ShouldBe(before);
        var lines = Notes.Lines.Count;
        await host.RunUntilIdleAsync(Ct);
        Notes.Lines.Count.ShouldBe(lines, "nothing is delivered that was not before");
    }

    private static List<(string Queue, long Sequence, MessageState State, int Failed)> Standing(LocalHost host)
        => [.. host.Broker.Queues.SelectMany(queue => host.Broker.Peek(queue), (queue, message) => (queue, message.Sequence, message.State, message.FailedDeliveries))];

    public sealed class CarelessSample(Notes notes)
    {
        [Function("Careless")]
        public async Task Receive([ServiceBusTrigger("careless", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            notes.Add($"careless {message.DeliveryCount}");
            try
            {
                await actions.CompleteMessageAsync(message);
            }
            catch (InvalidOperationException)
            {
                // What the row says decides.
            }
        }
    }
}
