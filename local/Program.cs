using Smart.Local.Cli;

return await SmartCommand.RunAsync(args);
