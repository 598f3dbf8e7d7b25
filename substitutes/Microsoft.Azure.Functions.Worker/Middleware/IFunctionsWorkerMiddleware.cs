namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the invocation pipeline.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>A step around every invocation.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
