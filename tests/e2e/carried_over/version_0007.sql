BEGIN TRANSACTION;
CREATE TABLE admins (
	user_id BIGINT NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	added_at INTEGER NOT NULL, 
	CONSTRAINT pk_admins PRIMARY KEY (user_id), 
	CONSTRAINT ck_admins_role CHECK (role IN ('owner','editor'))
);
INSERT INTO "admins" VALUES(12,'editor',1795971324);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE broadcasts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	stage VARCHAR(16) DEFAULT 'draft' NOT NULL, 
	title TEXT NOT NULL, 
	content TEXT NOT NULL, 
	audience TEXT DEFAULT '{}' NOT NULL, 
	created_by BIGINT NOT NULL, 
	created_at INTEGER NOT NULL, 
	scheduled_for INTEGER, 
	parent_id INTEGER, 
	urgent BOOLEAN DEFAULT 0 NOT NULL, notes TEXT, 
	CONSTRAINT ck_broadcasts_stage CHECK (stage IN ('draft','scheduled','launched')), 
	CONSTRAINT fk_broadcasts_parent_id FOREIGN KEY(parent_id) REFERENCES broadcasts (id) ON DELETE SET NULL
);
INSERT INTO "broadcasts" VALUES(1,'launched','First letter','{"message":[{"method":"sendMessage","params":{"text":"First letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971330,NULL,NULL,0,'{"source_id": 17, "face": "d7504df01b6ada0a541c1a68dcc870d065730fe763e7695580b3cd97819e6dcc", "lost": [], "preview": [18]}');
INSERT INTO "broadcasts" VALUES(2,'launched','Second letter','{"message":[{"method":"sendMessage","params":{"text":"Second letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971340,NULL,NULL,0,'{"source_id": 79, "face": "23bfec53071ddfc2f11c180cf2779512bcec5d11cc7393ac7875eb191e59e8f5", "lost": [], "preview": [80]}');
INSERT INTO "broadcasts" VALUES(3,'launched','Second letter','{"message":[{"method":"sendMessage","params":{"text":"Second letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{"again": ["failed"], "proven": true}',11,1795971350,NULL,2,0,NULL);
INSERT INTO "broadcasts" VALUES(4,'launched','Tea or coffee?','{"message":[{"method":"sendPoll","params":{"question":"Tea or coffee?","options":[{"text":"Tea"},{"text":"Coffee"}],"type":"regular","is_anonymous":false,"allows_revoting":true}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971351,NULL,NULL,0,'{"source_id": 143, "face": "2cd12af9006559fe1c8a247697d875a4a65246fac93f1916422945894c3de6a4", "lost": [], "preview": [144]}');
INSERT INTO "broadcasts" VALUES(5,'launched','Third letter','{"message":[{"method":"sendMessage","params":{"text":"Third letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971359,NULL,NULL,0,'{"source_id": 206, "face": "fee449cb1d72fdbf010adeb51a8cfe4d949ab5856b3c63ba1f96a11856995e32", "lost": [], "preview": [207]}');
INSERT INTO "broadcasts" VALUES(6,'launched','Fourth letter','{"message":[{"method":"sendMessage","params":{"text":"Fourth letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971364,NULL,NULL,0,'{"source_id": 235, "face": "860c49fb6f181be248a7aa3fcb35a2d4856b2d2b50a54edd54a1b5fa5d7cb65f", "lost": [], "preview": [236]}');
INSERT INTO "broadcasts" VALUES(7,'launched','Fourth letter','{"message":[{"method":"sendMessage","params":{"text":"Fourth letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{"again": ["cancelled"], "proven": true}',11,1795971379,NULL,6,0,NULL);
INSERT INTO "broadcasts" VALUES(8,'draft','Left draft','{"message":[{"method":"sendMessage","params":{"text":"Left draft"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971380,NULL,NULL,0,'{"source_id": 268, "face": "4ab65df055899e5f5f0053df43c6e0c36141f6f9b294820d0a49aba379bbff52", "lost": [], "preview": [269]}');
INSERT INTO "broadcasts" VALUES(9,'draft','Editor''s draft','{"message":[{"method":"sendMessage","params":{"text":"Editor''s draft"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',12,1795971382,NULL,NULL,0,'{"source_id": 273, "face": "9101959353cf642b9100c54bf3f13fc27ca40e74c13ecdf3b116f01fe0277ab6", "lost": [], "preview": [274]}');
INSERT INTO "broadcasts" VALUES(10,'launched','Fifth letter','{"message":[{"method":"sendMessage","params":{"text":"Fifth letter"}}],"buttons":[],"options":{"silent":false,"protected":false,"no_preview":false,"urgent":false,"paid":false,"stars_cap":0,"when_spent":"free"}}','{}',11,1795971394,NULL,NULL,0,'{"source_id": 278, "face": "af6fec1f30edecfc194335190710de38b399d719060a31aa663d194cd86afa49", "lost": [], "preview": [279]}');
CREATE TABLE deliveries (
	run_id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	state SMALLINT DEFAULT '0' NOT NULL, 
	step SMALLINT DEFAULT '0' NOT NULL, 
	message_id BIGINT, 
	reason TEXT, 
	CONSTRAINT pk_deliveries PRIMARY KEY (run_id, subscriber_id), 
	CONSTRAINT fk_deliveries_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
)
 WITHOUT ROWID

;
INSERT INTO "deliveries" VALUES(1,1,2,0,20,NULL);
INSERT INTO "deliveries" VALUES(1,2,2,0,21,NULL);
INSERT INTO "deliveries" VALUES(1,3,2,0,22,NULL);
INSERT INTO "deliveries" VALUES(1,7,4,0,NULL,'Forbidden: user is deactivated');
INSERT INTO "deliveries" VALUES(1,8,2,0,23,NULL);
INSERT INTO "deliveries" VALUES(1,9,2,0,24,NULL);
INSERT INTO "deliveries" VALUES(1,10,2,0,25,NULL);
INSERT INTO "deliveries" VALUES(1,11,2,0,26,NULL);
INSERT INTO "deliveries" VALUES(1,12,2,0,27,NULL);
INSERT INTO "deliveries" VALUES(1,13,2,0,28,NULL);
INSERT INTO "deliveries" VALUES(1,14,2,0,30,NULL);
INSERT INTO "deliveries" VALUES(1,15,2,0,31,NULL);
INSERT INTO "deliveries" VALUES(1,16,2,0,32,NULL);
INSERT INTO "deliveries" VALUES(1,17,2,0,33,NULL);
INSERT INTO "deliveries" VALUES(1,18,2,0,34,NULL);
INSERT INTO "deliveries" VALUES(1,19,2,0,35,NULL);
INSERT INTO "deliveries" VALUES(1,20,2,0,36,NULL);
INSERT INTO "deliveries" VALUES(1,21,2,0,37,NULL);
INSERT INTO "deliveries" VALUES(1,22,2,0,38,NULL);
INSERT INTO "deliveries" VALUES(1,23,2,0,39,NULL);
INSERT INTO "deliveries" VALUES(1,24,2,0,40,NULL);
INSERT INTO "deliveries" VALUES(1,25,2,0,41,NULL);
INSERT INTO "deliveries" VALUES(1,26,2,0,42,NULL);
INSERT INTO "deliveries" VALUES(1,27,2,0,43,NULL);
INSERT INTO "deliveries" VALUES(1,28,2,0,44,NULL);
INSERT INTO "deliveries" VALUES(1,29,2,0,45,NULL);
INSERT INTO "deliveries" VALUES(1,30,6,0,NULL,'connection-lost');
INSERT INTO "deliveries" VALUES(1,31,6,0,NULL,'connection-lost');
INSERT INTO "deliveries" VALUES(1,32,2,0,48,NULL);
INSERT INTO "deliveries" VALUES(1,33,2,0,49,NULL);
INSERT INTO "deliveries" VALUES(1,34,2,0,50,NULL);
INSERT INTO "deliveries" VALUES(1,35,2,0,51,NULL);
INSERT INTO "deliveries" VALUES(1,36,2,0,52,NULL);
INSERT INTO "deliveries" VALUES(1,37,2,0,53,NULL);
INSERT INTO "deliveries" VALUES(1,38,2,0,54,NULL);
INSERT INTO "deliveries" VALUES(1,39,2,0,55,NULL);
INSERT INTO "deliveries" VALUES(1,40,2,0,56,NULL);
INSERT INTO "deliveries" VALUES(1,41,2,0,57,NULL);
INSERT INTO "deliveries" VALUES(1,42,6,0,NULL,'connection-lost');
INSERT INTO "deliveries" VALUES(1,43,2,0,58,NULL);
INSERT INTO "deliveries" VALUES(1,44,2,0,59,NULL);
INSERT INTO "deliveries" VALUES(1,45,2,0,60,NULL);
INSERT INTO "deliveries" VALUES(1,46,2,0,61,NULL);
INSERT INTO "deliveries" VALUES(1,47,2,0,62,NULL);
INSERT INTO "deliveries" VALUES(1,48,2,0,63,NULL);
INSERT INTO "deliveries" VALUES(1,49,2,0,64,NULL);
INSERT INTO "deliveries" VALUES(1,50,2,0,65,NULL);
INSERT INTO "deliveries" VALUES(1,51,2,0,66,NULL);
INSERT INTO "deliveries" VALUES(1,52,2,0,67,NULL);
INSERT INTO "deliveries" VALUES(1,53,2,0,68,NULL);
INSERT INTO "deliveries" VALUES(1,54,2,0,69,NULL);
INSERT INTO "deliveries" VALUES(1,55,2,0,70,NULL);
INSERT INTO "deliveries" VALUES(1,56,2,0,71,NULL);
INSERT INTO "deliveries" VALUES(1,57,2,0,72,NULL);
INSERT INTO "deliveries" VALUES(1,58,2,0,73,NULL);
INSERT INTO "deliveries" VALUES(1,59,2,0,74,NULL);
INSERT INTO "deliveries" VALUES(1,60,2,0,75,NULL);
INSERT INTO "deliveries" VALUES(1,61,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(1,62,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(1,63,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(1,68,2,0,76,NULL);
INSERT INTO "deliveries" VALUES(2,1,2,0,82,NULL);
INSERT INTO "deliveries" VALUES(2,2,2,0,83,NULL);
INSERT INTO "deliveries" VALUES(2,3,2,0,84,NULL);
INSERT INTO "deliveries" VALUES(2,8,2,0,85,NULL);
INSERT INTO "deliveries" VALUES(2,9,2,0,86,NULL);
INSERT INTO "deliveries" VALUES(2,10,2,0,88,NULL);
INSERT INTO "deliveries" VALUES(2,11,2,0,89,NULL);
INSERT INTO "deliveries" VALUES(2,12,2,0,90,NULL);
INSERT INTO "deliveries" VALUES(2,13,2,0,91,NULL);
INSERT INTO "deliveries" VALUES(2,14,2,0,92,NULL);
INSERT INTO "deliveries" VALUES(2,15,2,0,93,NULL);
INSERT INTO "deliveries" VALUES(2,16,2,0,94,NULL);
INSERT INTO "deliveries" VALUES(2,17,2,0,95,NULL);
INSERT INTO "deliveries" VALUES(2,18,2,0,96,NULL);
INSERT INTO "deliveries" VALUES(2,19,2,0,97,NULL);
INSERT INTO "deliveries" VALUES(2,20,2,0,98,NULL);
INSERT INTO "deliveries" VALUES(2,21,2,0,99,NULL);
INSERT INTO "deliveries" VALUES(2,22,2,0,100,NULL);
INSERT INTO "deliveries" VALUES(2,23,2,0,101,NULL);
INSERT INTO "deliveries" VALUES(2,24,2,0,102,NULL);
INSERT INTO "deliveries" VALUES(2,25,2,0,103,NULL);
INSERT INTO "deliveries" VALUES(2,26,2,0,104,NULL);
INSERT INTO "deliveries" VALUES(2,27,2,0,105,NULL);
INSERT INTO "deliveries" VALUES(2,28,2,0,106,NULL);
INSERT INTO "deliveries" VALUES(2,29,2,0,107,NULL);
INSERT INTO "deliveries" VALUES(2,30,2,0,108,NULL);
INSERT INTO "deliveries" VALUES(2,31,2,0,109,NULL);
INSERT INTO "deliveries" VALUES(2,32,2,0,110,NULL);
INSERT INTO "deliveries" VALUES(2,33,2,0,111,NULL);
INSERT INTO "deliveries" VALUES(2,34,2,0,112,NULL);
INSERT INTO "deliveries" VALUES(2,35,2,0,113,NULL);
INSERT INTO "deliveries" VALUES(2,36,2,0,114,NULL);
INSERT INTO "deliveries" VALUES(2,37,2,0,115,NULL);
INSERT INTO "deliveries" VALUES(2,38,2,0,116,NULL);
INSERT INTO "deliveries" VALUES(2,39,2,0,117,NULL);
INSERT INTO "deliveries" VALUES(2,40,2,0,118,NULL);
INSERT INTO "deliveries" VALUES(2,41,2,0,119,NULL);
INSERT INTO "deliveries" VALUES(2,42,2,0,120,NULL);
INSERT INTO "deliveries" VALUES(2,43,2,0,121,NULL);
INSERT INTO "deliveries" VALUES(2,44,2,0,122,NULL);
INSERT INTO "deliveries" VALUES(2,45,2,0,123,NULL);
INSERT INTO "deliveries" VALUES(2,46,2,0,124,NULL);
INSERT INTO "deliveries" VALUES(2,47,2,0,125,NULL);
INSERT INTO "deliveries" VALUES(2,48,2,0,126,NULL);
INSERT INTO "deliveries" VALUES(2,49,2,0,127,NULL);
INSERT INTO "deliveries" VALUES(2,50,2,0,128,NULL);
INSERT INTO "deliveries" VALUES(2,51,2,0,129,NULL);
INSERT INTO "deliveries" VALUES(2,52,2,0,130,NULL);
INSERT INTO "deliveries" VALUES(2,53,2,0,131,NULL);
INSERT INTO "deliveries" VALUES(2,54,2,0,132,NULL);
INSERT INTO "deliveries" VALUES(2,55,2,0,133,NULL);
INSERT INTO "deliveries" VALUES(2,56,2,0,134,NULL);
INSERT INTO "deliveries" VALUES(2,57,2,0,135,NULL);
INSERT INTO "deliveries" VALUES(2,58,2,0,136,NULL);
INSERT INTO "deliveries" VALUES(2,59,2,0,137,NULL);
INSERT INTO "deliveries" VALUES(2,60,2,0,138,NULL);
INSERT INTO "deliveries" VALUES(2,61,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(2,62,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(2,63,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(2,68,2,0,139,NULL);
INSERT INTO "deliveries" VALUES(3,61,2,0,1,NULL);
INSERT INTO "deliveries" VALUES(3,62,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(3,63,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(4,1,2,0,146,NULL);
INSERT INTO "deliveries" VALUES(4,2,2,0,147,NULL);
INSERT INTO "deliveries" VALUES(4,3,2,0,148,NULL);
INSERT INTO "deliveries" VALUES(4,8,2,0,149,NULL);
INSERT INTO "deliveries" VALUES(4,9,2,0,150,NULL);
INSERT INTO "deliveries" VALUES(4,10,2,0,151,NULL);
INSERT INTO "deliveries" VALUES(4,11,2,0,152,NULL);
INSERT INTO "deliveries" VALUES(4,12,2,0,153,NULL);
INSERT INTO "deliveries" VALUES(4,13,2,0,154,NULL);
INSERT INTO "deliveries" VALUES(4,14,2,0,156,NULL);
INSERT INTO "deliveries" VALUES(4,15,2,0,157,NULL);
INSERT INTO "deliveries" VALUES(4,16,2,0,158,NULL);
INSERT INTO "deliveries" VALUES(4,17,2,0,159,NULL);
INSERT INTO "deliveries" VALUES(4,18,2,0,160,NULL);
INSERT INTO "deliveries" VALUES(4,19,2,0,161,NULL);
INSERT INTO "deliveries" VALUES(4,20,2,0,162,NULL);
INSERT INTO "deliveries" VALUES(4,21,2,0,163,NULL);
INSERT INTO "deliveries" VALUES(4,22,2,0,164,NULL);
INSERT INTO "deliveries" VALUES(4,23,2,0,165,NULL);
INSERT INTO "deliveries" VALUES(4,24,2,0,166,NULL);
INSERT INTO "deliveries" VALUES(4,25,2,0,167,NULL);
INSERT INTO "deliveries" VALUES(4,26,2,0,168,NULL);
INSERT INTO "deliveries" VALUES(4,27,2,0,169,NULL);
INSERT INTO "deliveries" VALUES(4,28,2,0,170,NULL);
INSERT INTO "deliveries" VALUES(4,29,2,0,171,NULL);
INSERT INTO "deliveries" VALUES(4,30,2,0,172,NULL);
INSERT INTO "deliveries" VALUES(4,31,2,0,173,NULL);
INSERT INTO "deliveries" VALUES(4,32,2,0,174,NULL);
INSERT INTO "deliveries" VALUES(4,33,2,0,175,NULL);
INSERT INTO "deliveries" VALUES(4,34,2,0,176,NULL);
INSERT INTO "deliveries" VALUES(4,35,2,0,177,NULL);
INSERT INTO "deliveries" VALUES(4,36,2,0,178,NULL);
INSERT INTO "deliveries" VALUES(4,37,2,0,179,NULL);
INSERT INTO "deliveries" VALUES(4,38,2,0,180,NULL);
INSERT INTO "deliveries" VALUES(4,39,2,0,181,NULL);
INSERT INTO "deliveries" VALUES(4,40,2,0,182,NULL);
INSERT INTO "deliveries" VALUES(4,41,2,0,183,NULL);
INSERT INTO "deliveries" VALUES(4,42,2,0,184,NULL);
INSERT INTO "deliveries" VALUES(4,43,2,0,185,NULL);
INSERT INTO "deliveries" VALUES(4,44,2,0,186,NULL);
INSERT INTO "deliveries" VALUES(4,45,2,0,187,NULL);
INSERT INTO "deliveries" VALUES(4,46,2,0,188,NULL);
INSERT INTO "deliveries" VALUES(4,47,2,0,189,NULL);
INSERT INTO "deliveries" VALUES(4,48,2,0,190,NULL);
INSERT INTO "deliveries" VALUES(4,49,2,0,191,NULL);
INSERT INTO "deliveries" VALUES(4,50,2,0,192,NULL);
INSERT INTO "deliveries" VALUES(4,51,2,0,193,NULL);
INSERT INTO "deliveries" VALUES(4,52,2,0,194,NULL);
INSERT INTO "deliveries" VALUES(4,53,2,0,195,NULL);
INSERT INTO "deliveries" VALUES(4,54,2,0,196,NULL);
INSERT INTO "deliveries" VALUES(4,55,2,0,197,NULL);
INSERT INTO "deliveries" VALUES(4,56,2,0,198,NULL);
INSERT INTO "deliveries" VALUES(4,57,2,0,199,NULL);
INSERT INTO "deliveries" VALUES(4,58,2,0,200,NULL);
INSERT INTO "deliveries" VALUES(4,59,2,0,201,NULL);
INSERT INTO "deliveries" VALUES(4,60,2,0,202,NULL);
INSERT INTO "deliveries" VALUES(4,61,2,0,2,NULL);
INSERT INTO "deliveries" VALUES(4,62,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(4,63,5,0,NULL,'Bad Request: need administrator rights in the channel chat');
INSERT INTO "deliveries" VALUES(4,68,2,0,203,NULL);
INSERT INTO "deliveries" VALUES(5,1,2,0,209,NULL);
INSERT INTO "deliveries" VALUES(5,2,2,0,210,NULL);
INSERT INTO "deliveries" VALUES(5,3,2,0,211,NULL);
INSERT INTO "deliveries" VALUES(5,8,2,0,212,NULL);
INSERT INTO "deliveries" VALUES(5,9,2,0,213,NULL);
INSERT INTO "deliveries" VALUES(5,10,2,0,214,NULL);
INSERT INTO "deliveries" VALUES(5,11,2,0,215,NULL);
INSERT INTO "deliveries" VALUES(5,12,2,0,216,NULL);
INSERT INTO "deliveries" VALUES(5,13,2,0,217,NULL);
INSERT INTO "deliveries" VALUES(5,14,2,0,218,NULL);
INSERT INTO "deliveries" VALUES(5,15,2,0,219,NULL);
INSERT INTO "deliveries" VALUES(5,16,2,0,220,NULL);
INSERT INTO "deliveries" VALUES(5,17,2,0,221,NULL);
INSERT INTO "deliveries" VALUES(5,18,2,0,222,NULL);
INSERT INTO "deliveries" VALUES(5,19,2,0,224,NULL);
INSERT INTO "deliveries" VALUES(5,20,2,0,225,NULL);
INSERT INTO "deliveries" VALUES(5,21,2,0,226,NULL);
INSERT INTO "deliveries" VALUES(5,22,2,0,227,NULL);
INSERT INTO "deliveries" VALUES(5,23,2,0,228,NULL);
INSERT INTO "deliveries" VALUES(5,24,2,0,229,NULL);
INSERT INTO "deliveries" VALUES(5,25,2,0,230,NULL);
INSERT INTO "deliveries" VALUES(5,26,2,0,231,NULL);
INSERT INTO "deliveries" VALUES(5,27,2,0,232,NULL);
INSERT INTO "deliveries" VALUES(5,28,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,29,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,30,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,31,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,32,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,33,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,34,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,35,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,36,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,37,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,38,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,39,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,40,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,41,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,42,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,43,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,44,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,45,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,46,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,47,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,48,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,49,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,50,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,51,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,52,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,53,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,54,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,55,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,56,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,57,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,58,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,59,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,60,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,61,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,62,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,63,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(5,68,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,1,2,0,238,NULL);
INSERT INTO "deliveries" VALUES(6,2,2,0,239,NULL);
INSERT INTO "deliveries" VALUES(6,3,2,0,240,NULL);
INSERT INTO "deliveries" VALUES(6,8,2,0,241,NULL);
INSERT INTO "deliveries" VALUES(6,9,2,0,242,NULL);
INSERT INTO "deliveries" VALUES(6,10,2,0,243,NULL);
INSERT INTO "deliveries" VALUES(6,11,2,0,244,NULL);
INSERT INTO "deliveries" VALUES(6,12,2,0,246,NULL);
INSERT INTO "deliveries" VALUES(6,13,2,0,247,NULL);
INSERT INTO "deliveries" VALUES(6,14,2,0,248,NULL);
INSERT INTO "deliveries" VALUES(6,15,2,0,249,NULL);
INSERT INTO "deliveries" VALUES(6,16,2,0,250,NULL);
INSERT INTO "deliveries" VALUES(6,17,2,0,251,NULL);
INSERT INTO "deliveries" VALUES(6,18,2,0,252,NULL);
INSERT INTO "deliveries" VALUES(6,19,2,0,253,NULL);
INSERT INTO "deliveries" VALUES(6,20,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,21,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,22,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,23,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,24,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,25,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,26,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,27,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,28,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,29,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,30,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,31,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,32,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,33,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,34,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,35,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,36,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,37,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,38,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,39,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,40,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,41,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,42,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,43,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,44,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,45,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,46,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,47,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,48,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,49,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,50,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,51,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,52,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,53,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,54,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,55,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,56,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,57,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,58,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,59,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,60,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,61,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,62,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,63,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(6,68,7,0,NULL,'cancelled');
INSERT INTO "deliveries" VALUES(7,20,2,0,255,NULL);
INSERT INTO "deliveries" VALUES(7,21,2,0,256,NULL);
INSERT INTO "deliveries" VALUES(7,22,2,0,257,NULL);
INSERT INTO "deliveries" VALUES(7,23,2,0,258,NULL);
INSERT INTO "deliveries" VALUES(7,24,2,0,259,NULL);
INSERT INTO "deliveries" VALUES(7,25,2,0,260,NULL);
INSERT INTO "deliveries" VALUES(7,26,2,0,261,NULL);
INSERT INTO "deliveries" VALUES(7,27,2,0,262,NULL);
INSERT INTO "deliveries" VALUES(7,28,2,0,263,NULL);
INSERT INTO "deliveries" VALUES(7,29,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,30,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,31,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,32,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,33,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,34,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,35,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,36,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,37,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,38,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,39,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,40,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,41,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,42,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,43,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,44,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,45,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,46,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,47,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,48,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,49,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,50,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,51,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,52,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,53,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,54,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,55,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,56,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,57,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,58,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,59,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,60,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,61,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,62,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,63,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,68,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,1,2,0,282,NULL);
INSERT INTO "deliveries" VALUES(8,2,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,3,2,0,283,NULL);
INSERT INTO "deliveries" VALUES(8,8,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,9,2,0,284,NULL);
INSERT INTO "deliveries" VALUES(8,10,2,0,287,NULL);
INSERT INTO "deliveries" VALUES(8,11,2,0,288,NULL);
INSERT INTO "deliveries" VALUES(8,12,2,0,289,NULL);
INSERT INTO "deliveries" VALUES(8,13,2,0,290,NULL);
INSERT INTO "deliveries" VALUES(8,14,2,0,291,NULL);
INSERT INTO "deliveries" VALUES(8,15,2,0,292,NULL);
INSERT INTO "deliveries" VALUES(8,16,2,0,293,NULL);
INSERT INTO "deliveries" VALUES(8,17,2,0,294,NULL);
INSERT INTO "deliveries" VALUES(8,18,2,0,295,NULL);
INSERT INTO "deliveries" VALUES(8,19,2,0,296,NULL);
INSERT INTO "deliveries" VALUES(8,20,2,0,297,NULL);
INSERT INTO "deliveries" VALUES(8,21,2,0,298,NULL);
INSERT INTO "deliveries" VALUES(8,22,2,0,299,NULL);
INSERT INTO "deliveries" VALUES(8,23,2,0,300,NULL);
INSERT INTO "deliveries" VALUES(8,24,2,0,301,NULL);
INSERT INTO "deliveries" VALUES(8,25,2,0,302,NULL);
INSERT INTO "deliveries" VALUES(8,26,2,0,303,NULL);
INSERT INTO "deliveries" VALUES(8,27,2,0,304,NULL);
INSERT INTO "deliveries" VALUES(8,28,2,0,305,NULL);
INSERT INTO "deliveries" VALUES(8,29,2,0,306,NULL);
INSERT INTO "deliveries" VALUES(8,30,2,0,307,NULL);
INSERT INTO "deliveries" VALUES(8,31,2,0,308,NULL);
INSERT INTO "deliveries" VALUES(8,32,2,0,309,NULL);
INSERT INTO "deliveries" VALUES(8,33,2,0,310,NULL);
INSERT INTO "deliveries" VALUES(8,34,2,0,311,NULL);
INSERT INTO "deliveries" VALUES(8,35,2,0,312,NULL);
INSERT INTO "deliveries" VALUES(8,36,2,0,313,NULL);
INSERT INTO "deliveries" VALUES(8,37,2,0,314,NULL);
INSERT INTO "deliveries" VALUES(8,38,2,0,315,NULL);
INSERT INTO "deliveries" VALUES(8,39,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,40,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,41,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,42,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,43,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,44,1,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,45,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,46,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,47,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,48,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,49,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,50,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,51,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,52,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,53,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,54,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,55,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,56,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,57,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,58,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,59,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,60,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,61,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,62,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,63,0,0,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,68,0,0,NULL,NULL);
CREATE TABLE delivery_messages (
	run_id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	step SMALLINT NOT NULL, 
	item SMALLINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	CONSTRAINT pk_delivery_messages PRIMARY KEY (run_id, subscriber_id, step, item)
)
 WITHOUT ROWID

;
CREATE TABLE dialog_states (
	"key" TEXT NOT NULL, 
	user_id BIGINT NOT NULL, 
	state TEXT, 
	data TEXT DEFAULT '{}' NOT NULL, 
	changed_at INTEGER NOT NULL, 
	CONSTRAINT pk_dialog_states PRIMARY KEY ("key")
);
INSERT INTO "dialog_states" VALUES('fsm:4242:12:12:aiogd:stack:',12,NULL,'{"_id":"","intents":["txsxIoYZ"],"last_message_id":275,"last_reply_keyboard":false,"last_media_id":null,"last_media_unique_id":null,"last_income_media_group_id":null}',1795971382);
INSERT INTO "dialog_states" VALUES('fsm:4242:12:12:aiogd:context:txsxIoYZ',12,NULL,'{"_intent_id":"txsxIoYZ","_stack_id":"","state":"Compose:buttons","start_data":null,"dialog_data":{"draft_id":9},"widget_data":{},"access_settings":{"user_ids":[12],"custom":null}}',1795971382);
INSERT INTO "dialog_states" VALUES('fsm:4242:11:11:aiogd:stack:',11,NULL,'{"_id":"","intents":["QV11NwMW"],"last_message_id":286,"last_reply_keyboard":false,"last_media_id":null,"last_media_unique_id":null,"last_income_media_group_id":null}',1795971454);
INSERT INTO "dialog_states" VALUES('fsm:4242:11:11:aiogd:context:QV11NwMW',11,NULL,'{"_intent_id":"QV11NwMW","_stack_id":"","state":"Menu:begin","start_data":null,"dialog_data":{},"widget_data":{},"access_settings":{"user_ids":[11],"custom":null}}',1795971454);
CREATE TABLE engine_memory (
	"key" VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_engine_memory PRIMARY KEY ("key")
);
INSERT INTO "engine_memory" VALUES('bot_id','4242');
INSERT INTO "engine_memory" VALUES('updates_in_hand','{"400000046":[1,1795971382],"400000047":[1,1795971382],"400000053":[1,1795971454]}');
INSERT INTO "engine_memory" VALUES('admin-menus','[11, 12]');
INSERT INTO "engine_memory" VALUES('flood_gate','{"until": 1795971454.8520222, "length": 0.0}');
CREATE TABLE invites (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code_hash VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	created_by BIGINT NOT NULL, 
	created_at INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	ended VARCHAR(8), 
	CONSTRAINT ck_invites_role CHECK (role IN ('owner','editor')), 
	CONSTRAINT ck_invites_ended CHECK (ended IN ('used','revoked')), 
	CONSTRAINT uq_invites_code_hash UNIQUE (code_hash)
);
INSERT INTO "invites" VALUES(1,'41d7ed38c49b8d254358ddf9aae33fe6accda26357682005e7c04a13bcec3328','editor',11,1795971324,1796057724,'used');
INSERT INTO "invites" VALUES(2,'ca98a0a6bfebc45c7a247c3290751a3c6b8edf31e6e83ab2d7cbf0b170105c38','owner',11,1795971326,1796057726,NULL);
CREATE TABLE message_numbers (
	number BIGINT NOT NULL, 
	seen_at INTEGER NOT NULL, 
	CONSTRAINT pk_message_numbers PRIMARY KEY (number)
)
 WITHOUT ROWID

;
INSERT INTO "message_numbers" VALUES(1,1795971323);
INSERT INTO "message_numbers" VALUES(2,1795971323);
INSERT INTO "message_numbers" VALUES(3,1795971323);
INSERT INTO "message_numbers" VALUES(4,1795971323);
INSERT INTO "message_numbers" VALUES(5,1795971324);
INSERT INTO "message_numbers" VALUES(6,1795971324);
INSERT INTO "message_numbers" VALUES(7,1795971324);
INSERT INTO "message_numbers" VALUES(8,1795971324);
INSERT INTO "message_numbers" VALUES(9,1795971324);
INSERT INTO "message_numbers" VALUES(10,1795971324);
INSERT INTO "message_numbers" VALUES(11,1795971324);
INSERT INTO "message_numbers" VALUES(12,1795971324);
INSERT INTO "message_numbers" VALUES(13,1795971327);
INSERT INTO "message_numbers" VALUES(14,1795971328);
INSERT INTO "message_numbers" VALUES(15,1795971328);
INSERT INTO "message_numbers" VALUES(16,1795971329);
INSERT INTO "message_numbers" VALUES(17,1795971329);
INSERT INTO "message_numbers" VALUES(18,1795971331);
INSERT INTO "message_numbers" VALUES(19,1795971332);
INSERT INTO "message_numbers" VALUES(29,1795971334);
INSERT INTO "message_numbers" VALUES(77,1795971341);
INSERT INTO "message_numbers" VALUES(78,1795971341);
INSERT INTO "message_numbers" VALUES(79,1795971341);
INSERT INTO "message_numbers" VALUES(80,1795971341);
INSERT INTO "message_numbers" VALUES(81,1795971341);
INSERT INTO "message_numbers" VALUES(87,1795971341);
INSERT INTO "message_numbers" VALUES(140,1795971350);
INSERT INTO "message_numbers" VALUES(141,1795971351);
INSERT INTO "message_numbers" VALUES(142,1795971351);
INSERT INTO "message_numbers" VALUES(143,1795971351);
INSERT INTO "message_numbers" VALUES(144,1795971351);
INSERT INTO "message_numbers" VALUES(145,1795971351);
INSERT INTO "message_numbers" VALUES(155,1795971353);
INSERT INTO "message_numbers" VALUES(204,1795971359);
INSERT INTO "message_numbers" VALUES(205,1795971359);
INSERT INTO "message_numbers" VALUES(206,1795971359);
INSERT INTO "message_numbers" VALUES(207,1795971359);
INSERT INTO "message_numbers" VALUES(208,1795971359);
INSERT INTO "message_numbers" VALUES(223,1795971361);
INSERT INTO "message_numbers" VALUES(233,1795971362);
INSERT INTO "message_numbers" VALUES(234,1795971364);
INSERT INTO "message_numbers" VALUES(235,1795971364);
INSERT INTO "message_numbers" VALUES(236,1795971365);
INSERT INTO "message_numbers" VALUES(237,1795971366);
INSERT INTO "message_numbers" VALUES(245,1795971368);
INSERT INTO "message_numbers" VALUES(254,1795971379);
INSERT INTO "message_numbers" VALUES(264,1795971380);
INSERT INTO "message_numbers" VALUES(265,1795971380);
INSERT INTO "message_numbers" VALUES(266,1795971380);
INSERT INTO "message_numbers" VALUES(267,1795971380);
INSERT INTO "message_numbers" VALUES(268,1795971380);
INSERT INTO "message_numbers" VALUES(269,1795971381);
INSERT INTO "message_numbers" VALUES(270,1795971381);
INSERT INTO "message_numbers" VALUES(271,1795971382);
INSERT INTO "message_numbers" VALUES(272,1795971382);
INSERT INTO "message_numbers" VALUES(273,1795971382);
INSERT INTO "message_numbers" VALUES(274,1795971382);
INSERT INTO "message_numbers" VALUES(275,1795971382);
INSERT INTO "message_numbers" VALUES(276,1795971393);
INSERT INTO "message_numbers" VALUES(277,1795971393);
INSERT INTO "message_numbers" VALUES(278,1795971394);
INSERT INTO "message_numbers" VALUES(279,1795971394);
INSERT INTO "message_numbers" VALUES(280,1795971395);
INSERT INTO "message_numbers" VALUES(281,1795971397);
INSERT INTO "message_numbers" VALUES(285,1795971454);
INSERT INTO "message_numbers" VALUES(286,1795971454);
CREATE TABLE poll_tallies (
	run_id INTEGER NOT NULL, 
	option SMALLINT NOT NULL, 
	votes INTEGER NOT NULL, 
	CONSTRAINT pk_poll_tallies PRIMARY KEY (run_id, option)
)
 WITHOUT ROWID

;
INSERT INTO "poll_tallies" VALUES(4,0,1);
INSERT INTO "poll_tallies" VALUES(4,1,2);
CREATE TABLE poll_votes (
	poll_id BIGINT NOT NULL, 
	voter_id BIGINT NOT NULL, 
	options BIGINT NOT NULL, 
	voted_at INTEGER NOT NULL, 
	CONSTRAINT pk_poll_votes PRIMARY KEY (poll_id, voter_id)
)
 WITHOUT ROWID

;
INSERT INTO "poll_votes" VALUES(18219251269778,1000001,1,1795971359);
INSERT INTO "poll_votes" VALUES(18219251269779,1000002,2,1795971359);
INSERT INTO "poll_votes" VALUES(18219251269780,1000003,2,1795971359);
CREATE TABLE polls (
	poll_id BIGINT NOT NULL, 
	run_id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	CONSTRAINT pk_polls PRIMARY KEY (poll_id)
)
 WITHOUT ROWID

;
INSERT INTO "polls" VALUES(18219251269634,4,61);
INSERT INTO "polls" VALUES(18219251269778,4,1);
INSERT INTO "polls" VALUES(18219251269779,4,2);
INSERT INTO "polls" VALUES(18219251269780,4,3);
INSERT INTO "polls" VALUES(18219251269781,4,8);
INSERT INTO "polls" VALUES(18219251269782,4,9);
INSERT INTO "polls" VALUES(18219251269783,4,10);
INSERT INTO "polls" VALUES(18219251269784,4,11);
INSERT INTO "polls" VALUES(18219251269785,4,12);
INSERT INTO "polls" VALUES(18219251269786,4,13);
INSERT INTO "polls" VALUES(18219251269788,4,14);
INSERT INTO "polls" VALUES(18219251269789,4,15);
INSERT INTO "polls" VALUES(18219251269790,4,16);
INSERT INTO "polls" VALUES(18219251269791,4,17);
INSERT INTO "polls" VALUES(18219251269792,4,18);
INSERT INTO "polls" VALUES(18219251269793,4,19);
INSERT INTO "polls" VALUES(18219251269794,4,20);
INSERT INTO "polls" VALUES(18219251269795,4,21);
INSERT INTO "polls" VALUES(18219251269796,4,22);
INSERT INTO "polls" VALUES(18219251269797,4,23);
INSERT INTO "polls" VALUES(18219251269798,4,24);
INSERT INTO "polls" VALUES(18219251269799,4,25);
INSERT INTO "polls" VALUES(18219251269800,4,26);
INSERT INTO "polls" VALUES(18219251269801,4,27);
INSERT INTO "polls" VALUES(18219251269802,4,28);
INSERT INTO "polls" VALUES(18219251269803,4,29);
INSERT INTO "polls" VALUES(18219251269804,4,30);
INSERT INTO "polls" VALUES(18219251269805,4,31);
INSERT INTO "polls" VALUES(18219251269806,4,32);
INSERT INTO "polls" VALUES(18219251269807,4,33);
INSERT INTO "polls" VALUES(18219251269808,4,34);
INSERT INTO "polls" VALUES(18219251269809,4,35);
INSERT INTO "polls" VALUES(18219251269810,4,36);
INSERT INTO "polls" VALUES(18219251269811,4,37);
INSERT INTO "polls" VALUES(18219251269812,4,38);
INSERT INTO "polls" VALUES(18219251269813,4,39);
INSERT INTO "polls" VALUES(18219251269814,4,40);
INSERT INTO "polls" VALUES(18219251269815,4,41);
INSERT INTO "polls" VALUES(18219251269816,4,42);
INSERT INTO "polls" VALUES(18219251269817,4,43);
INSERT INTO "polls" VALUES(18219251269818,4,44);
INSERT INTO "polls" VALUES(18219251269819,4,45);
INSERT INTO "polls" VALUES(18219251269820,4,46);
INSERT INTO "polls" VALUES(18219251269821,4,47);
INSERT INTO "polls" VALUES(18219251269822,4,48);
INSERT INTO "polls" VALUES(18219251269823,4,49);
INSERT INTO "polls" VALUES(18219251269824,4,50);
INSERT INTO "polls" VALUES(18219251269825,4,51);
INSERT INTO "polls" VALUES(18219251269826,4,52);
INSERT INTO "polls" VALUES(18219251269827,4,53);
INSERT INTO "polls" VALUES(18219251269828,4,54);
INSERT INTO "polls" VALUES(18219251269829,4,55);
INSERT INTO "polls" VALUES(18219251269830,4,56);
INSERT INTO "polls" VALUES(18219251269831,4,57);
INSERT INTO "polls" VALUES(18219251269832,4,58);
INSERT INTO "polls" VALUES(18219251269833,4,59);
INSERT INTO "polls" VALUES(18219251269834,4,60);
INSERT INTO "polls" VALUES(18219251269835,4,68);
CREATE TABLE progress_messages (
	broadcast_id INTEGER NOT NULL, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, thread_id INTEGER, 
	CONSTRAINT pk_progress_messages PRIMARY KEY (broadcast_id, chat_id), 
	CONSTRAINT fk_progress_messages_broadcast_id FOREIGN KEY(broadcast_id) REFERENCES broadcasts (id) ON DELETE CASCADE
);
INSERT INTO "progress_messages" VALUES(7,11,254,NULL);
INSERT INTO "progress_messages" VALUES(10,11,281,NULL);
CREATE TABLE runs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	broadcast_id INTEGER NOT NULL, 
	kind VARCHAR(16) DEFAULT 'send' NOT NULL, 
	state VARCHAR(16) DEFAULT 'running' NOT NULL, 
	pause_reason VARCHAR(32), 
	pause_detail TEXT, 
	launched_by BIGINT NOT NULL, 
	launched_at INTEGER NOT NULL, 
	finished_at INTEGER, 
	audience_upto INTEGER NOT NULL, 
	frozen_upto INTEGER DEFAULT '0' NOT NULL, 
	frozen BOOLEAN DEFAULT 0 NOT NULL, 
	cursor INTEGER DEFAULT '0' NOT NULL, 
	resent BOOLEAN DEFAULT 0 NOT NULL, 
	total INTEGER NOT NULL, 
	sent INTEGER DEFAULT '0' NOT NULL, 
	blocked INTEGER DEFAULT '0' NOT NULL, 
	unreachable INTEGER DEFAULT '0' NOT NULL, 
	skipped INTEGER DEFAULT '0' NOT NULL, 
	failed INTEGER DEFAULT '0' NOT NULL, 
	uncertain INTEGER DEFAULT '0' NOT NULL, failed_answer VARCHAR(8), uncertain_answer VARCHAR(8), paid INTEGER DEFAULT '0' NOT NULL, thinned BOOLEAN DEFAULT 0 NOT NULL, taken_steps SMALLINT DEFAULT '0' NOT NULL, cancelled INTEGER DEFAULT '0' NOT NULL, cancelled_answer VARCHAR(8), 
	CONSTRAINT ck_runs_state CHECK (state IN ('running','paused','finished','cancelled')), 
	CONSTRAINT fk_runs_broadcast_id FOREIGN KEY(broadcast_id) REFERENCES broadcasts (id)
);
INSERT INTO "runs" VALUES(1,1,'send','finished',NULL,NULL,11,1795971333,1795971339,68,68,1,68,0,61,54,0,1,0,3,3,NULL,NULL,0,0,1,0,NULL);
INSERT INTO "runs" VALUES(2,2,'send','finished',NULL,NULL,11,1795971341,1795971347,68,68,1,68,0,60,57,0,0,0,3,0,'again',NULL,0,0,1,0,NULL);
INSERT INTO "runs" VALUES(3,3,'send','finished',NULL,NULL,11,1795971350,1795971351,63,63,1,63,0,3,1,0,0,0,2,0,NULL,NULL,0,0,0,0,NULL);
INSERT INTO "runs" VALUES(4,4,'send','finished',NULL,NULL,11,1795971352,1795971359,68,68,1,68,0,60,58,0,0,0,2,0,NULL,NULL,0,0,1,0,NULL);
INSERT INTO "runs" VALUES(5,5,'send','cancelled',NULL,NULL,11,1795971360,1795971362,68,68,1,68,0,60,23,0,0,37,0,0,NULL,NULL,0,0,1,37,NULL);
INSERT INTO "runs" VALUES(6,6,'send','cancelled',NULL,NULL,11,1795971367,1795971369,68,68,1,21,0,60,15,0,0,45,0,0,NULL,NULL,0,0,1,45,'again');
INSERT INTO "runs" VALUES(7,7,'send','paused','admin',NULL,11,1795971379,NULL,68,68,1,28,0,45,9,0,0,0,0,0,NULL,NULL,0,0,0,0,NULL);
INSERT INTO "runs" VALUES(8,10,'send','running',NULL,NULL,11,1795971396,NULL,68,68,1,44,0,60,32,0,0,0,0,0,NULL,NULL,0,0,1,0,NULL);
CREATE TABLE set_aside (
	run_id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	length INTEGER NOT NULL, 
	CONSTRAINT pk_set_aside PRIMARY KEY (run_id, subscriber_id), 
	CONSTRAINT fk_set_aside_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
)
 WITHOUT ROWID

;
INSERT INTO "set_aside" VALUES(8,2,1795973195,1741);
INSERT INTO "set_aside" VALUES(8,8,1795973195,1741);
CREATE TABLE subscribers (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id BIGINT NOT NULL, 
	kind VARCHAR(16) DEFAULT 'private' NOT NULL, 
	first_name TEXT DEFAULT '' NOT NULL, 
	username TEXT, 
	language VARCHAR(16), 
	language_code VARCHAR(16), 
	source VARCHAR(64), 
	state VARCHAR(16) DEFAULT 'active' NOT NULL, 
	joined_at INTEGER NOT NULL, 
	changed_at INTEGER NOT NULL, thread_id INTEGER, 
	CONSTRAINT ck_subscribers_state CHECK (state IN ('active','unsubscribed','blocked','unreachable','deactivated')), 
	CONSTRAINT uq_subscribers_chat_id UNIQUE (chat_id)
);
INSERT INTO "subscribers" VALUES(1,1000001,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(2,1000002,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(3,1000003,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(4,1000004,'private','',NULL,NULL,'en',NULL,'blocked',1700000000,1795971323,NULL);
INSERT INTO "subscribers" VALUES(5,1000005,'private','',NULL,NULL,'de',NULL,'blocked',1700000000,1795971323,NULL);
INSERT INTO "subscribers" VALUES(6,1000006,'private','Hugo',NULL,NULL,'en',NULL,'unsubscribed',1700000000,1795971323,NULL);
INSERT INTO "subscribers" VALUES(7,1000007,'private','',NULL,NULL,'en',NULL,'deactivated',1700000000,1795971334,NULL);
INSERT INTO "subscribers" VALUES(8,1000008,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(9,1000009,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(10,1000010,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(11,1000011,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(12,1000012,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(13,1000013,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(14,1000014,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(15,1000015,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(16,1000016,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(17,1000017,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(18,1000018,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(19,1000019,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(20,1000020,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(21,1000021,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(22,1000022,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(23,1000023,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(24,1000024,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(25,1000025,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(26,1000026,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(27,1000027,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(28,1000028,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(29,1000029,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(30,1000030,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(31,1000031,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(32,1000032,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(33,1000033,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(34,1000034,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(35,1000035,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(36,1000036,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(37,1000037,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(38,1000038,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(39,1000039,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(40,1000040,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(41,1000041,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(42,1000042,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(43,1000043,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(44,1000044,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(45,1000045,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(46,1000046,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(47,1000047,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(48,1000048,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(49,1000049,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(50,1000050,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(51,1000051,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(52,1000052,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(53,1000053,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(54,1000054,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(55,1000055,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(56,1000056,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(57,1000057,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(58,1000058,'private','',NULL,NULL,'en',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(59,1000059,'private','',NULL,NULL,'de',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(60,1000060,'private','',NULL,NULL,'ru',NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(61,-1001,'channel','Channel',NULL,NULL,NULL,NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(62,-1002,'channel','Channel',NULL,NULL,NULL,NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(63,-1003,'channel','Channel',NULL,NULL,NULL,NULL,'active',1700000000,1700000000,NULL);
INSERT INTO "subscribers" VALUES(68,12,'private','Bob',NULL,NULL,'en',NULL,'active',1795971324,1795971324,NULL);
CREATE INDEX ix_subscribers_state ON subscribers (state);
CREATE INDEX ix_runs_broadcast_id ON runs (broadcast_id);
CREATE INDEX ix_runs_state ON runs (state);
CREATE INDEX ix_deliveries_claimed ON deliveries (run_id, subscriber_id) WHERE state = 1;
CREATE INDEX ix_deliveries_uncertain ON deliveries (run_id, state) WHERE state = 6;
CREATE INDEX ix_deliveries_failed ON deliveries (run_id, state) WHERE state = 5;
CREATE INDEX ix_dialog_states_user_id ON dialog_states (user_id);
CREATE INDEX ix_dialog_states_changed_at ON dialog_states (changed_at);
CREATE INDEX ix_message_numbers_seen_at ON message_numbers (seen_at);
CREATE INDEX ix_broadcasts_parent_id ON broadcasts (parent_id);
CREATE INDEX ix_polls_run_id ON polls (run_id);
CREATE INDEX ix_polls_subscriber_id ON polls (subscriber_id);
CREATE INDEX ix_poll_votes_voter_id ON poll_votes (voter_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('subscribers',68);
INSERT INTO "sqlite_sequence" VALUES('invites',2);
INSERT INTO "sqlite_sequence" VALUES('broadcasts',10);
INSERT INTO "sqlite_sequence" VALUES('runs',8);
COMMIT;
