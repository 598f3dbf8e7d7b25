using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Smart.Local.Http;

/// <summary>How the development sign-in behaves.</summary>
public sealed record DevelopmentSignInOptions
{
    /// <summary>Lets a request bring its own X-MS-CLIENT-PRINCIPAL, for tests of what a forged one may do; else it is taken off.</summary>
    public bool AcceptPrincipalHeader { get; init; }

    /// <summary>Told of each sign-in, to tie the identity to a member before it is used.</summary>
    public Func<DevelopmentUser, CancellationToken, Task>? SignedIn { get; init; }
}

/// <summary>
/// Stands in for the platform's authentication on one machine: requests carry the same header, made from a cookie
/// (after <c>POST /dev/sign-in</c>) or from the header X-Dev-User. Answers loopback only.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="options">How it behaves.</param>
public sealed class DevelopmentSignIn(RequestDelegate next, DevelopmentSignInOptions options)
{
    /// <summary>The header that the product reads.</summary>
    public const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>A shortcut for command lines: <c>name;role,role</c>.</summary>
    public const string UserHeader = "X-Dev-User";

    private const string Cookie = "smart-dev-user";

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsLocal(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (context.Request.Path == "/dev/sign-in" && HttpMethods.IsPost(context.Request.Method))
        {
            await SignInAsync(context);
            return;
        }

        if (context.Request.Path == "/dev/sign-out" && HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Cookies.Delete(Cookie);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var headers = context.Request.Headers;
        var user = DevelopmentUser.FromShortForm(headers[UserHeader]) ?? DevelopmentUser.FromCookie(context.Request.Cookies[Cookie]);
        if (!options.AcceptPrincipalHeader)
            headers.Remove(PrincipalHeader);
        if (user is not null && !headers.ContainsKey(PrincipalHeader))
            headers[PrincipalHeader] = user.ToClientPrincipal();
        await next(context);
    }

    private async Task SignInAsync(HttpContext context)
    {
        DevelopmentUser? user;
        try
        {
            user = await context.Request.ReadFromJsonAsync<DevelopmentUser>(context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            user = null;
        }

        if (user is not { Name.Length: > 0, Roles: not null })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (options.SignedIn is { } signedIn)
            await signedIn(user, context.RequestAborted);
        context.Response.Cookies.Append(Cookie, user.ToCookie(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
        await context.Response.WriteAsJsonAsync(new { principal = user.ToClientPrincipal() }, context.RequestAborted);
    }

    // A name that resolves to loopback, from a page of some other site, is not local either.
    private static bool IsLocal(HttpContext context)
        => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
           && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
