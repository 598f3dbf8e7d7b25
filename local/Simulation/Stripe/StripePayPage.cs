using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Smart.Local.Simulation;

/// <summary>The page on which a client pays, by the methods that the session allows.</summary>
internal sealed class StripePayPage(SimulatedStripe stripe, StripeBooks books)
{
    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["card"] = "Pay by card",
        ["bancontact"] = "Pay by Bancontact",
        ["sepa_debit"] = "Pay by direct debit",
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pay/{id}", ShowAsync);
        routes.MapPost("/pay/{id}", PayAsync);
    }

    private async Task ShowAsync(HttpContext http)
    {
        var session = books.Find((string)http.Request.RouteValues["id"]!);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.StatusCode = session is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        var amount = ((session?.Number("amount_total") ?? 0) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var body = session?.Text("status") == "open"
            ? $"<p>EUR {amount}</p><form method=\"post\">{string.Concat(MethodsOf(session).Select(Button))}</form>"
            : "<p>This session is not open.</p>";
        await http.Response.WriteAsync($"<!doctype html><meta charset=\"utf-8\"><title>Checkout</title><h1>Simulated checkout</h1>{body}", http.RequestAborted);
    }

    private async Task PayAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var method = form["method"].ToString();
        await stripe.PayAsync(id, method.Length > 0 ? method : "card", http.RequestAborted);
        http.Response.Redirect($"/pay/{Uri.EscapeDataString(id)}");
    }

    private static IEnumerable<string> MethodsOf(JsonObject session) => session["payment_method_types"]!.AsArray().Select(method => method!.GetValue<string>()).Where(Methods.ContainsKey);

    private static string Button(string method) => $"<button name=\"method\" value=\"{method}\">{Methods[method]}</button> ";
}
