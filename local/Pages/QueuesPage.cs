using System.Globalization;
using Microsoft.AspNetCore.Http;
using Smart.Local.Broker;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>The queues and what could not be processed.</summary>
internal static class QueuesPage
{
    public static Html Show(ConsoleData data) => Html.Each(data.System.Host.Broker.Queues, queue => Show(queue, data.System.Host.Broker.Peek(queue)));

    private static Html Show(string queue, IReadOnlyList<BrokerMessage> messages) => Html.Of($"""
        <h2>{queue}</h2>
        {Html.Table(["Sent", "Message", "State", "#Failed deliveries", "Why", ""], messages.Select(message => Html.Of(
            $"<td class=\"d\">{BusinessClock.DateOf(message.SentAt)}</td><td>{message.MessageId}</td><td>{State(message)}</td><td class=\"n\">{message.FailedDeliveries}</td><td>{Why(message)}</td><td>{Resubmit(queue, message)}</td>")),
            "Empty: every message has been processed, and none was given up.")}
        """);

    /// <summary>Puts a message that was given up back into its queue.</summary>
    public static async Task<string> ResubmitAsync(HttpContext http, ConsoleData data)
    {
        var sequence = long.Parse((string)http.Request.RouteValues["sequence"]!, CultureInfo.InvariantCulture);
        await data.System.Host.Broker.ResubmitAsync((string)http.Request.RouteValues["queue"]!, sequence, http.RequestAborted);
        return ConsolePages.Saying("/queues", "The message is back in its queue.");
    }

    private static Html Resubmit(string queue, BrokerMessage message) => message.State is MessageState.DeadLettered or MessageState.Deferred
        ? Html.Of($"<form method=\"post\" action=\"/queues/{queue}/{message.Sequence}\"><button>Resubmit</button></form>")
        : Html.None;

    private static Html State(BrokerMessage message) => message.State == MessageState.DeadLettered
        ? Html.Of($"<span class=\"tag bad\">dead letter</span>")
        : Html.Of($"<span class=\"tag\">{message.State}</span>");

    private static string Why(BrokerMessage message) => string.Join(" ", message.Properties.Select(property => property.Value));
}
