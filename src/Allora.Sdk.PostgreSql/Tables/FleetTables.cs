namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The tables of fleets: specifications of workers, members, and wallets that were moved.</summary>
internal static class FleetTables
{
    /// <summary>The tables. The revision grows with each change of a chain's specifications, so that members read them only then.</summary>
    public const string Create = """
        create table if not exists {0}.fleet (chain text primary key, revision bigint not null);
        create table if not exists {0}.worker (
            chain text not null, wallet text not null, topic bigint not null, role text not null, provider text not null, options text not null,
            primary key (chain, wallet, topic, role));
        create table if not exists {0}.member (
            chain text not null, name text not null, instance text not null, draining boolean not null default false, able text[] not null, able_hash text not null,
            since timestamptz not null default clock_timestamp(), expires timestamptz not null, primary key (chain, name)) with (fillfactor = 50);
        create table if not exists {0}.pin (chain text not null, wallet text not null, member text not null, primary key (chain, wallet))
        """;

    /// <summary>Statements that change nothing, and fail without the rights that a member needs.</summary>
    public static readonly string[] Probes =
    [
        "insert into {0}.member (chain, name, instance, able, able_hash, expires) select '', '', '', '{}'::text[], '', clock_timestamp() where false",
        "update {0}.member set expires = expires where false",
        "delete from {0}.member where false",
        "select 1 from {0}.worker, {0}.fleet, {0}.pin where false",
    ];

    /// <summary>The channel of a schema's notifications; the payload is the chain.</summary>
    public const string Channel = "{0}_fleet";

    /// <summary>Wakes the members of a chain.</summary>
    public const string Notify = "select pg_notify('" + Channel + "', $1)";
}
