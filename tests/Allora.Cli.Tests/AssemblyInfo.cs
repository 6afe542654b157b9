using Allora.Sdk.PostgreSql.Tests.Server;

[assembly: AssemblyFixture(typeof(PostgresServer))]
